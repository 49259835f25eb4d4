/** What API Gateway's Lambda proxy integration sends, as far as we read it. */
export interface ApiEvent {
  path: string;
  headers: Record<string, string | undefined> | null;
  pathParameters: Record<string, string | undefined> | null;
  /** Of a parameter that was sent several times, the last value. */
  queryStringParameters: Record<string, string | undefined> | null;
  /** All values of each parameter. */
  multiValueQueryStringParameters: Record<string, string[] | undefined> | null;
  body: string | null;
  isBase64Encoded: boolean;
  requestContext: {
    /** Whose API it is. */
    accountId?: string;
    /** What API Gateway's own address of the API begins with. */
    stage?: string;
    identity: { userArn?: string | null; principalOrgId?: string | null };
  };
}

export interface ApiAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}
