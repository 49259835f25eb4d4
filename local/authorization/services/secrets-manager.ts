import { jsonDenial, type ServiceActions, text } from '../service-actions.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const secretsManagerActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    GetSecretValue: (input, { secretArn }) => {
      const id = text(input, 'SecretId');
      return [{ action: 'secretsmanager:GetSecretValue', resource: secretArn(id) ?? id }];
    },
  },
};
