/**
 * Service principals without `.amazonaws.com`: those that AWS's own managed policies pass roles to, create service-linked
 * roles for, give access to an organisation, or let call on somebody's behalf (iam:PassedToService,
 * iam:AWSServiceName, organizations:ServicePrincipal, aws:CalledVia; 1,641 policies of 2026-08-22), and those that AWS
 * CDK 2.276 names, and those that trust policies in common use name, put together by hand (2026-11). AWS publishes
 * no list; one that is newer than this is told as unknown, which refuses nothing.
 */
export const servicePrincipals: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'access-analyzer access-grants.s3 account account-access acm acm-pca aco-automation agent-registry ' +
    'agent.wellarchitected agentless.inspector2 aiops airflow airflow-serverless amazonmq ' +
    'ami.inspector2 amplify amplifybackend aoss apidestinations.events apigateway app-integrations ' +
    'appconfig appfabric appflow application-autoscaling application-insights ' +
    'application-signals.cloudwatch application-transformation application.qbusiness appmesh ' +
    'appmesh-preview apprunner appstream appstream.application-autoscaling appsync apptest aps ' +
    'arc-region-switch arc-zonal-shift artifact assets.marketplace athena auditmanager autoscaling ' +
    'autoscaling-plans aws-artifact-account-sync aws-external-anthropic aws-marketplace b2bi backup ' +
    'backup-gateway backup-search batch batchoperations.s3 bcm-data-exports bedrock bedrock-agentcore ' +
    'bedrock-mantle billingconsole braket budgets bugbust build.apprunner cases cassandra-streams ' +
    'cassandra.application-autoscaling ce channels.lex channels.lexv2 chatbot chime cleanrooms ' +
    'cleanrooms-ml cloud9 clouddirectory cloudformation cloudfront cloudhsm cloudsearch cloudtrail ' +
    'cloudwatch cloudwatch-crossaccount codeartifact codebuild codecatalyst codecatalyst-runner ' +
    'codecommit codeconnections codedeploy codeguru codeguru-profiler codeguru-reviewer ' +
    'codeguru-security codepipeline codestar codestar-connections codestar-notifications codewhisperer ' +
    'cognito-identity cognito-idp cognito-sync comprehend comprehend.application-autoscaling ' +
    'comprehendmedical compute-optimizer config config-conforms config-multiaccountsetup connect ' +
    'connect-campaigns continuousexport.discovery contract.iq contributorinsights.dynamodb ' +
    'controlcatalog controltower cost-optimization-hub.bcm credentials.deadline credentials.iot crowd ' +
    'cur custom-resource.application-autoscaling data-migrations.dms data.mediastore databrew ' +
    'dataexchange datapipeline datasync datazone datazonecontrol dax deadline deeplens delivery.logs ' +
    'deployment.marketplace detective device.deadline devicefarm devops-guru directconnect ' +
    'directoryservice.rds directquery.opensearchservice discovery dms dms-data-migrations ' +
    'dmsintegration.migrationhub dnssec-route53 docdb-elastic drs drt.shield ds dsql dynamodb ' +
    'dynamodb.application-autoscaling ebs ec2 ec2-images ec2-instance-connect ' +
    'ec2.application-autoscaling ec2.capacitymanager ec2fastlaunch ec2fleet ec2scheduled ecr ecs ' +
    'ecs-compute ecs-tasks ecs.application-autoscaling edgelambda eks eks-fargate-pods eks-nodegroup ' +
    'elasticache elasticache.application-autoscaling elasticbeanstalk elasticfilesystem ' +
    'elasticloadbalancing elasticmapreduce elasticmapreduce.application-autoscaling elastictranscoder ' +
    'email.cognito-idp emr-containers emr-serverless entityresolution es events events.workmail ' +
    'evidently evs export.rds fargate finspace firehose fis fms forecast frauddetector freertos fsx ' +
    'gamelift glacier globalaccelerator glue grafana greengrass guardduty health healthlake honeycode ' +
    'hooks.cloudformation iam identitystore imagebuilder importexport inspector inspector-scan ' +
    'inspector2 internetmonitor iot iotanalytics iotdeviceadvisor iotevents iotfleethub iotfleetwise ' +
    'iotmanagedintegrations iotroborunner iotsitewise iotthingsgraph iottwinmaker iotwireless ivs ' +
    'job.sagemaker justintimeaccess.ssm kafka kafka.application-autoscaling kafkaconnect kendra kinesis ' +
    'kinesisanalytics kinesisreplication.dynamodb kinesisvideo kms lakeformation lambda ' +
    'lambda.alarms.cloudwatch lambda.application-autoscaling launchwizard lex lexv2 ' +
    'license-management.marketplace license-manager license-manager-linux-subscriptions ' +
    'license-manager-user-subscriptions license-manager.member-account lightsail ' +
    'logdelivery.elasticloadbalancing logger.cloudfront logging.s3 logs lookoutequipment lookoutmetrics ' +
    'lookoutvision m2 machinelearning macie macie2 mailmanager.ses maintenance.elasticbeanstalk ' +
    'maintenance.s3tables malware-protection-plan.guardduty malware-protection.guardduty ' +
    'managedblockchain managedupdates.elasticbeanstalk management.chatbot mediaconnect mediaconvert ' +
    'medialive mediapackage mediapackagev2 mediastore mediatailor medical-imaging ' +
    'member.org.stacksets.cloudformation memorydb metering-marketplace metrics.wellarchitected mgh mgn ' +
    'migrationhub migrationhub-orchestrator migrationhub-strategy mobilehub mobiletargeting ' +
    'monitoring.rds monitoring.thinclient monitron mpa mq neptune-db neptune-graph ' +
    'neptune.application-autoscaling network-firewall network-security-director ' +
    'network-security-manager network.bedrock-agentcore networkflowmonitor networkmanager ' +
    'networkmonitor nimble notifications notifications.ssm oam observability.aoss observabilityadmin ' +
    'odb omics opensearchservice ops.apigateway ops.emr-serverless opsworks opsworks-cm organizations ' +
    'orgsdatasync.servicecatalog osis osis-pipelines outposts panorama ' +
    'partnercentral-account-management payment-cryptography pca-connector-ad pca-connector-scep pcs ' +
    'permission.iq personalize pi pinpoint pipes pods.eks polly practice-run.arc-zonal-shift ' +
    'practice-runs.arc-zonal-shift private-marketplace.marketplace private-networks profile proton ' +
    'pullthroughcache.ecr q qapps qbusiness qldb quicksight ram rbin rds rds-data ' +
    'rds.application-autoscaling redshift redshift-data redshift-serverless refactor-spaces rekognition ' +
    'remediation.config replication.cassandra replication.dynamodb replication.ecr replication.lexv2 ' +
    'replication.s3tables replicator.lambda reporting.trustedadvisor repostspace ' +
    'resale-authorization.marketplace researchstudio resiliencehub resource-explorer-2 resource-groups ' +
    'resource-snapshot-job.partnercentral-selling resources.cloudformation restore-testing.backup ' +
    'robomaker rolesanywhere route53 route53-recovery-readiness route53domains route53resolver ' +
    'rtbfabric rum runtime-identity.bedrock-agentcore runtime-instances.bedrock-agentcore s3 ' +
    's3-object-lambda s3-outposts s3.data-source.lustre.fsx s3express s3tables s3vectors sagemaker ' +
    'sagemaker-geospatial sagemaker.application-autoscaling scheduler scheduler.redshift ' +
    'schema-conversion.dms schemas scraper.aps secretsmanager security-ir securityagent securityhub ' +
    'securityhubv2 securitylake serverlessrepo servicecatalog servicecatalog-appregistry ' +
    'servicediscovery servicequotas ses shield signer signin simspaceweaver sms sms-voice ' +
    'smsintegration.migrationhub snow-device-management sns social-messaging spot spotfleet ' +
    'sqlworkbench sqs ssm ssm-contacts ssm-guiconnect ssm-incidents ssm-quicksetup ssm-sap ' +
    'ssm.integrations sso sso-directory stacksets.cloudformation states storagegateway ' +
    'streams.metrics.cloudwatch support supportapp swf sync.proton synthetics tag tagpolicies.tag ' +
    'tasks.apprunner telemetry-pipelines.observabilityadmin templates.ecr textract thinclient ' +
    'thirdparty.config thirdparty.inspector2 timestream timestream-influxdb tnb ' +
    'topology.networkflowmonitor transcribe transfer transform-custom transitgateway translate ' +
    'triage.security-ir trustedadvisor user-subscriptions userprofile.connect verified-access ' +
    'verifiedpermissions vmie voiceconnector.chime voiceid vpc-flow-logs vpc-lattice vpce ' +
    'vpcorigin.cloudfront waf waf-regional wafv2 wellarchitected wisdom workdocs worker.deadline ' +
    'worklink workmail workspaces workspaces-web workspaces.application-autoscaling xray'
  ).split(' '),
);

/** Principals with a domain of their own. */
export const otherServicePrincipals: readonly string[] = [
  'alexa-appkit.amazon.com',
  'alexa-connectedhome.amazon.com',
];
