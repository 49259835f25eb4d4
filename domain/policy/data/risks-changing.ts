/**
 * Actions that switch off audit or security (SECURITY_OFF) or open resources to others (EXPOSURE),
 * one service a line, after cloudsplaining, parliament and AWS's own access levels. `medium`: what every workload of
 * its kind needs, or what gives little away alone.
 */
export const changingRisks = {
  SECURITY_OFF: {
    high: `
      cloudtrail: StopLogging DeleteTrail UpdateTrail PutEventSelectors DeleteEventDataStore StopEventDataStoreIngestion DeregisterOrganizationDelegatedAdmin
      guardduty: DeleteDetector UpdateDetector StopMonitoringMembers DisassociateFromAdministratorAccount DisassociateMembers DeleteMembers
      securityhub: DisableSecurityHub BatchDisableStandards DisassociateFromAdministratorAccount DeleteMembers
      config: StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel DeleteOrganizationConfigRule
      access-analyzer: DeleteAnalyzer
      inspector2: Disable
      macie2: DisableMacie DisableOrganizationAdminAccount
      detective: DeleteGraph
      ec2: DeleteFlowLogs DisableEbsEncryptionByDefault DisableSnapshotBlockPublicAccess DisableImageBlockPublicAccess ModifyInstanceMetadataDefaults
      s3: PutAccountPublicAccessBlock PutBucketPublicAccessBlock BypassGovernanceRetention
      kms: ScheduleKeyDeletion DisableKey PutKeyPolicy
      wafv2: DeleteWebACL DeleteLoggingConfiguration
      shield: DeleteSubscription DisassociateDRTRole
      network-firewall: DeleteFirewall UpdateLoggingConfiguration
      route53resolver: DeleteResolverQueryLogConfig DisassociateFirewallRuleGroup
      fms: DeletePolicy DisassociateAdminAccount
      organizations: LeaveOrganization DetachPolicy DeletePolicy UpdatePolicy DisablePolicyType RemoveAccountFromOrganization
      account: CloseAccount DisableRegion
      iam: DeactivateMFADevice DeleteVirtualMFADevice DeleteAccountPasswordPolicy UpdateAccountPasswordPolicy DeleteRolePermissionsBoundary DeleteUserPermissionsBoundary SetSecurityTokenServicePreferences
      backup: DeleteBackupVault DeleteRecoveryPoint DeleteBackupVaultLockConfiguration
      securitylake: DeleteDataLake
      bedrock: DeleteModelInvocationLoggingConfiguration
    `,
    medium: `
      cloudtrail: PutInsightSelectors
      guardduty: CreateFilter CreateIPSet UpdateIPSet DeletePublishingDestination ArchiveFindings
      securityhub: UpdateStandardsControl
      config: PutConfigurationRecorder DeleteConfigRule DeleteAggregationAuthorization
      access-analyzer: CreateArchiveRule
      ec2: DisableSerialConsoleAccess
      s3: PutBucketLogging PutBucketVersioning PutLifecycleConfiguration PutBucketOwnershipControls
      logs: DeleteLogGroup DeleteLogStream PutRetentionPolicy DeleteMetricFilter DeleteSubscriptionFilter DisassociateKmsKey
      cloudwatch: DeleteAlarms DisableAlarmActions
      events: DisableRule DeleteRule RemoveTargets
      sns: Unsubscribe
      kms: DisableKeyRotation
      wafv2: DisassociateWebACL
      route53resolver: DisassociateResolverQueryLogConfig
      dynamodb: DeleteBackup
      rds: DeleteDBClusterSnapshot DeleteDBSnapshot
      lambda: DeleteFunctionCodeSigningConfig
      ssm: UpdateServiceSetting
    `,
  },
  EXPOSURE: {
    high: `
      s3: PutBucketPolicy PutBucketAcl PutAccessPointPolicy PutAccessPointPolicyForObjectLambda PutMultiRegionAccessPointPolicy CreateAccessGrant PutAccessGrantsInstanceResourcePolicy
      kms: PutKeyPolicy
      lambda: AddPermission PutResourcePolicy AddLayerVersionPermission CreateFunctionUrlConfig UpdateFunctionUrlConfig
      secretsmanager: PutResourcePolicy
      sns: AddPermission
      sqs: AddPermission
      ecr: SetRepositoryPolicy PutRegistryPolicy
      ecr-public: SetRepositoryPolicy
      ec2: ModifySnapshotAttribute ModifyImageAttribute
      rds: ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute
      redshift: AuthorizeSnapshotAccess AuthorizeDataShare PutResourcePolicy
      glue: PutResourcePolicy
      lakeformation: GrantPermissions BatchGrantPermissions
      dynamodb: PutResourcePolicy
      kinesis: PutResourcePolicy
      events: PutPermission PutResourcePolicy
      backup: PutBackupVaultAccessPolicy PutBackupVaultSharingPolicy
      elasticfilesystem: PutFileSystemPolicy
      aoss: UpdateSecurityPolicy UpdateAccessPolicy
      codebuild: PutResourcePolicy UpdateProjectVisibility
      codeartifact: PutDomainPermissionsPolicy PutRepositoryPermissionsPolicy
      acm-pca: CreatePermission PutPolicy
      apigateway: UpdateRestApiPolicy
      iot: CreatePolicyVersion
      ssm: ModifyDocumentPermission PutResourcePolicy
      organizations: PutResourcePolicy
      ram: CreateResourceShare AssociateResourceShare AssociateResourceSharePermission EnableSharingWithAwsOrganization
      vpc-lattice: PutAuthPolicy PutResourcePolicy
      s3tables: PutTableBucketPolicy PutTablePolicy
      s3vectors: PutVectorBucketPolicy
      s3files: PutFileSystemPolicy
      s3express: PutBucketPolicy PutAccessPointPolicy
      s3-outposts: PutBucketPolicy PutAccessPointPolicy
      dsql: PutClusterPolicy
      glacier: SetVaultAccessPolicy
      fsx: PutResourcePolicy
      redshift-serverless: PutResourcePolicy
      kafka: PutClusterPolicy
      omics: PutS3AccessPolicy
      payment-cryptography: PutResourcePolicy
      bedrock-agentcore: PutResourcePolicy
      oam: PutSinkPolicy
      mediastore: PutContainerPolicy
    `,
    medium: `
      s3: PutObjectAcl
      kms: CreateGrant
      sns: SetTopicAttributes
      sqs: SetQueueAttributes
      ec2: ModifyVpcEndpointServicePermissions CreateNetworkInterfacePermission AuthorizeSecurityGroupIngress CreateVpcPeeringConnection AcceptVpcPeeringConnection
      logs: PutResourcePolicy PutDestinationPolicy PutSubscriptionFilter
      es: UpdateElasticsearchDomainConfig UpdateDomainConfig
      iot: AttachPolicy
      ses: PutIdentityPolicy
      servicecatalog: CreatePortfolioShare
      ram: CreatePermission CreatePermissionVersion ReplacePermissionAssociations SetDefaultPermissionVersion
      cloudformation: SetStackPolicy
    `,
  },
} as const;
