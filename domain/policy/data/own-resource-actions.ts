/**
 * What could falsify, forge, read secretly or stop Countersign's work if it reached Countersign's own resources, by
 * the service whose resources it reaches. Listing, describing, tagging, creating others and logging are not
 * here, nor is `kms:CreateGrant`: the signing key's own policy refuses grants, and disks are encrypted with it everywhere.
 */
export const ownResourceActions: Readonly<Record<string, string>> = {
  iam: 'iam:PassRole iam:CreatePolicyVersion iam:SetDefaultPolicyVersion iam:DeletePolicyVersion iam:DeletePolicy iam:AttachRolePolicy iam:DetachRolePolicy iam:PutRolePolicy iam:DeleteRolePolicy iam:DeleteRole iam:UpdateAssumeRolePolicy iam:PutRolePermissionsBoundary iam:DeleteRolePermissionsBoundary sts:AssumeRole',
  dynamodb:
    'dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan dynamodb:PartiQLSelect dynamodb:UpdateTable dynamodb:DeleteTable dynamodb:UpdateContinuousBackups dynamodb:UpdateTimeToLive dynamodb:PutResourcePolicy dynamodb:DeleteResourcePolicy dynamodb:ExportTableToPointInTime dynamodb:GetRecords dynamodb:ImportTable dynamodb:RestoreTableFromBackup dynamodb:RestoreTableToPointInTime dynamodb:EnableKinesisStreamingDestination dynamodb:CreateTableReplica dynamodb:DeleteTableReplica',
  lambda:
    'lambda:InvokeFunction lambda:InvokeAsync lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration lambda:AddPermission lambda:DeleteFunction lambda:PutFunctionConcurrency lambda:CreateFunctionUrlConfig lambda:UpdateAlias lambda:PutResourcePolicy lambda:RemovePermission lambda:DeleteResourcePolicy lambda:DeleteFunctionConcurrency lambda:PutRuntimeManagementConfig lambda:UpdateEventSourceMapping lambda:DeleteEventSourceMapping',
  states:
    'states:StartExecution states:StopExecution states:RedriveExecution states:SendTaskSuccess states:SendTaskFailure states:UpdateStateMachine states:DeleteStateMachine states:GetExecutionHistory',
  secretsmanager:
    'secretsmanager:GetSecretValue secretsmanager:BatchGetSecretValue secretsmanager:PutSecretValue secretsmanager:UpdateSecret secretsmanager:DeleteSecret secretsmanager:PutResourcePolicy secretsmanager:DeleteResourcePolicy secretsmanager:RotateSecret secretsmanager:UpdateSecretVersionStage secretsmanager:ReplicateSecretToRegions',
  ssm: 'ssm:PutParameter ssm:DeleteParameter ssm:DeleteParameters ssm:PutResourcePolicy',
  logs: 'logs:DeleteLogGroup logs:DeleteLogStream',
  events: 'events:PutRule events:DeleteRule events:DisableRule events:PutTargets events:RemoveTargets',
  s3: 's3:GetObject s3:PutObject s3:DeleteObject s3:DeleteObjectVersion s3:PutObjectRetention s3:BypassGovernanceRetention s3:PutBucketObjectLockConfiguration s3:PutLifecycleConfiguration s3:ReplicateObject s3:PutBucketPolicy s3:DeleteBucketPolicy s3:DeleteBucket s3:PutBucketAcl s3:PutObjectAcl s3:PutBucketVersioning s3:PutReplicationConfiguration s3:PutEncryptionConfiguration',
  sqs: 'sqs:ReceiveMessage sqs:DeleteMessage sqs:PurgeQueue sqs:DeleteQueue sqs:SetQueueAttributes sqs:AddPermission sqs:StartMessageMoveTask',
  kms: 'kms:Sign kms:ScheduleKeyDeletion kms:DisableKey kms:PutKeyPolicy kms:DeleteAlias kms:UpdateAlias kms:RetireGrant kms:RevokeGrant kms:DeleteImportedKeyMaterial kms:ReplicateKey kms:UpdatePrimaryRegion',
  wafv2: 'wafv2:UpdateWebACL wafv2:DeleteWebACL',
  apigateway:
    'apigateway:POST apigateway:PUT apigateway:PATCH apigateway:DELETE apigateway:UpdateRestApiPolicy apigateway:SetWebACL',
  cloudformation:
    'cloudformation:UpdateStack cloudformation:DeleteStack cloudformation:ExecuteChangeSet cloudformation:SetStackPolicy cloudformation:CreateStackRefactor cloudformation:ExecuteStackRefactor cloudformation:ContinueUpdateRollback cloudformation:RollbackStack cloudformation:CancelUpdateStack cloudformation:UpdateTerminationProtection',
};
