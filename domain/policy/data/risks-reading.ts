/**
 * Actions that hand out credentials (CREDENTIALS) or read data at scale (DATA),
 * one service a line, after cloudsplaining, parliament and AWS's own access levels. `medium`: what every workload of
 * its kind needs, or what gives little away alone.
 */
export const readingRisks = {
  CREDENTIALS: {
    high: `
      iam: CreateAccessKey CreateLoginProfile UpdateLoginProfile CreateServiceSpecificCredential ResetServiceSpecificCredential
      sts: AssumeRole AssumeRoot GetFederationToken
      cognito-identity: GetOpenIdTokenForDeveloperIdentity
      secretsmanager: GetSecretValue BatchGetSecretValue
      ssm: GetParameter GetParameters GetParametersByPath GetParameterHistory
      ec2: GetPasswordData
      ec2-instance-connect: SendSSHPublicKey SendSerialConsoleSSHPublicKey
      rds-db: connect
      redshift: GetClusterCredentials GetClusterCredentialsWithIAM
      redshift-serverless: GetCredentials
      airflow: CreateCliToken CreateWebLoginToken
      grafana: CreateWorkspaceApiKey CreateWorkspaceServiceAccountToken
      lightsail: GetInstanceAccessDetails DownloadDefaultKeyPair CreateBucketAccessKey GetRelationalDatabaseMasterUserPassword
      s3: GetDataAccess
      acm: ExportCertificate
      ds: ResetUserPassword
      sso-directory: UpdatePassword CreateBearerToken
      cognito-idp: AdminSetUserPassword
      elasticmapreduce: GetClusterSessionCredentials
      events: RetrieveConnectionCredentials
      lambda: CreateMicrovmShellAuthToken
      payment-cryptography: ExportKey
      dsql: DbConnectAdmin
      states: RevealSecrets
    `,
    medium: `
      iam: UpdateAccessKey
      sts: AssumeRoleWithSAML AssumeRoleWithWebIdentity GetSessionToken
      cognito-identity: GetCredentialsForIdentity GetOpenIdToken
      cognito-idp: DescribeUserPoolClient GetSigningCertificate AssociateSoftwareToken
      kms: Decrypt
      ecr: GetAuthorizationToken
      ecr-public: GetAuthorizationToken
      codeartifact: GetAuthorizationToken
      ec2: GetConsoleScreenshot
      appsync: CreateApiKey
      chime: CreateApiKey
      cloud9: CreateEnvironmentToken
      codepipeline: PollForJobs
      connect: GetFederationToken
      emr-containers: GetManagedEndpointSessionCredentials
      gamelift: GetInstanceAccess GetComputeAccess GetComputeAuthToken RequestUploadCredentials
      license-manager: GetAccessToken
      mediapackage: RotateIngestEndpointCredentials RotateChannelCredentials
      lambda: GetFunction GetFunctionConfiguration
      apigateway: GET
      acm-pca: IssueCertificate
      dsql: DbConnect
      eks-auth: AssumeRoleForPodIdentity
      route53domains: RetrieveDomainAuthCode
    `,
  },
  DATA: {
    high: `
      s3: GetObject GetObjectVersion PutReplicationConfiguration
      dynamodb: Scan ExportTableToPointInTime
      rds: ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute StartExportTask
      rds-data: ExecuteStatement
      redshift-data: ExecuteStatement
      redshift: AuthorizeSnapshotAccess
      ec2: ModifySnapshotAttribute ModifyImageAttribute
      ebs: GetSnapshotBlock
      lakeformation: GetDataAccess
      backup: StartRestoreJob CopyFromBackupVault
      aoss: APIAccessAll
      secretsmanager: BatchGetSecretValue
      ssm: GetParametersByPath
      datasync: CreateTask
      dms: CreateReplicationTask
      qldb: ExportJournalToS3
      docdb-elastic: CopyClusterSnapshot
    `,
    medium: `
      s3: ListBucket PutInventoryConfiguration
      dynamodb: Query BatchGetItem GetRecords
      rds: CreateDBSnapshot CopyDBSnapshot DownloadCompleteDBLogFile
      ec2: CreateSnapshot CopySnapshot CreateStoreImageTask ExportImage
      ebs: ListSnapshotBlocks
      ecr: GetDownloadUrlForLayer BatchGetImage
      lambda: GetFunction
      athena: StartQueryExecution GetQueryResults
      glue: GetTables
      kinesis: GetRecords
      sqs: ReceiveMessage
      logs: GetLogEvents FilterLogEvents StartQuery CreateExportTask
      cloudtrail: LookupEvents StartQuery
      codecommit: GitPull
      es: ESHttpGet ESHttpPost
      elasticfilesystem: ClientMount
      cognito-idp: ListUsers
      iam: GetAccountAuthorizationDetails GenerateCredentialReport GetCredentialReport
      mgn: StartReplication
      timestream: Select
      cassandra: Select
      neptune-db: ReadDataViaQuery
      s3tables: GetTableData PutTableBucketReplication PutTableReplication
      s3vectors: GetVectors QueryVectors
    `,
  },
} as const;
