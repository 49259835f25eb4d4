/* A stack of one resource of each kind that the local stack reads, with one of each intrinsic function. */

export const machine = {
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: 'approval',
    DefinitionString: {
      'Fn::Join': [
        '',
        [
          '{"StartAt":"Only","States":{"Only":{"Type":"Task","End":true,"Resource":"',
          { 'Fn::GetAtt': ['Work', 'Arn'] },
          '"}}}',
        ],
      ],
    },
  },
};
export const work = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: { 'Fn::Sub': `work-\${AWS::Region}` },
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['WorkRole', 'Arn'] },
    Code: { S3Bucket: { 'Fn::Sub': `assets-\${AWS::AccountId}` }, S3Key: 'abc.zip' },
    Timeout: 30,
    Environment: {
      Variables: {
        TABLE: { Ref: 'Trail' },
        MACHINE: { Ref: 'Machine' },
        SECRET: { Ref: 'Secret' },
        BOUNDARY: { Ref: 'Boundary' },
        ACCOUNT: { Ref: 'AWS::AccountId' },
        PART: { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] },
        ESCAPED: { 'Fn::Sub': [`\${!kept} \${given}`, { given: { 'Fn::GetAtt': 'Trail.Arn' } }] },
      },
    },
  },
};
export const resources = {
  Machine: machine,
  Work: work,
  Trail: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      Tags: { 'Fn::If': ['never', 'read', 'here'] },
      ResourcePolicy: {
        PolicyDocument: {
          Statement: {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'dynamodb:PutItem',
            Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/Trail',
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/own/work' } },
          },
        },
      },
    },
  },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'countersign/slack' } },
  Boundary: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: 'boundary',
      Path: '/own/',
      PolicyDocument: { Statement: [{ Resource: { 'Fn::GetAtt': ['Trail', 'Arn'] } }] },
    },
  },
  WorkRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'work',
      Path: '/own/',
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', { Ref: 'Shared' }],
      Policies: [
        {
          PolicyName: 'Inline',
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Action: 'iam:GetRole', Resource: 'arn:aws:iam::111122223333:role/*' },
            ],
          },
        },
      ],
    },
  },
  WorkPolicy: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'WorkPolicy',
      Roles: [{ Ref: 'WorkRole' }],
      PolicyDocument: {
        Statement: [
          {
            Sid: 'Trail',
            Effect: 'Allow',
            Action: ['dynamodb:Query', 'dynamodb:PutItem'],
            Resource: [{ 'Fn::GetAtt': ['Trail', 'Arn'] }],
          },
        ],
      },
    },
  },
  Shared: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: 'shared',
      PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }] },
    },
  },
  Requests: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'requests' },
  },
  Request: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: { Ref: 'Requests' }, PathPart: '{id}' },
  },
  GetRequest: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      HttpMethod: 'GET',
      ResourceId: { Ref: 'Request' },
      AuthorizationType: 'AWS_IAM',
      Integration: {
        Type: 'AWS_PROXY',
        Uri: {
          'Fn::Join': [
            '',
            [
              'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/',
              { 'Fn::GetAtt': ['Work', 'Arn'] },
              '/invocations',
            ],
          ],
        },
      },
    },
  },
  Missing: {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: {
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: '404',
      ResponseParameters: { 'gatewayresponse.header.Content-Type': "'application/problem+json'" },
      ResponseTemplates: { 'application/json': '{"status":404}' },
    },
  },
  EachMinute: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': ['Work', 'Arn'] }, Id: 'Target0', Input: '{"scope":"due"}' }],
    },
  },
  Unknown: { Type: 'AWS::Made::Up', Properties: { Anything: { 'Fn::ImportValue': 'x' } } },
};
export const assets = {
  files: { abc: { source: { path: 'asset.abc' }, destinations: { here: { objectKey: 'abc.zip' } } } },
};
