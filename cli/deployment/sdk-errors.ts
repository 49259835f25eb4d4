/** What an error of AWS's SDK means for whoever runs a command, with what to do; undefined if it is another one. */
export function whatToDo(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return advice.find(({ isMeant }) => isMeant(error))?.text;
}

const advice: { isMeant: (error: Error) => boolean; text: string }[] = [
  {
    isMeant: ({ message }) => message.includes('Region is missing'),
    text:
      'The region is missing. Give it as --region us-east-1, in AWS_REGION, or in the profile that --profile or ' +
      'AWS_PROFILE names (aws configure set region us-east-1). --local asks the local stack instead.',
  },
  {
    isMeant: ({ name, message }) =>
      name === 'CredentialsProviderError' || message.includes('Could not load credentials'),
    text:
      'There are no credentials for AWS. Sign in (aws sso login), name a profile with --profile or AWS_PROFILE, or set ' +
      'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for temporary ones, AWS_SESSION_TOKEN. --local needs none.',
  },
  {
    isMeant: ({ name }) => /^ExpiredToken|^TokenExpired|^ExpiredTokenException/.test(name),
    text: 'The credentials for AWS have expired. Sign in again (aws sso login), or set new ones.',
  },
];
