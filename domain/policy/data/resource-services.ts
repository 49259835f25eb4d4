/** Services whose actions act on another service's resources (Service Authorization Reference, resource types). */
export const resourceServices: Readonly<Record<string, readonly string[] | 'any'>> = {
  sts: ['iam', 'sts'],
  'aco-automation': ['aco-automation', 'compute-optimizer'],
  'arc-zonal-shift': 'any',
  'bcm-data-exports': ['bcm-data-exports', 'billing'],
  ce: ['ce', 'billing'],
  'cloudfront-keyvaluestore': ['cloudfront'],
  'cloudtrail-data': ['cloudtrail'],
  connect: 'any',
  'ds-data': ['ds'],
  ebs: ['ec2'],
  'ec2-instance-connect': ['ec2'],
  'eks-auth': ['eks'],
  es: ['es', 'opensearch'],
  greengrass: ['greengrass', 'iot'],
  iotjobsdata: ['iot'],
  iotwireless: ['iotwireless', 'iot'],
  'kafka-cluster': ['kafka'],
  q: 'any',
  qapps: ['qapps', 'qbusiness'],
  'rds-data': ['rds'],
  'redshift-data': ['redshift', 'redshift-serverless'],
  'route53-recovery-cluster': ['route53-recovery-control'],
  'route53-recovery-control-config': ['route53-recovery-control'],
  s3: ['s3', 's3-object-lambda'],
  'sagemaker-mlflow': ['sagemaker'],
  ssm: 'any',
  'sso-oauth': ['sso'],
  backup: 'any',
  'vpc-lattice-svcs': ['vpc-lattice'],
  vpce: ['ec2'],
  'waf-regional': 'any',
  wafv2: 'any',
  servicecatalog: 'any',
  'workspaces-instances': 'any',
};

/** How AWS begins the ids that it gives, by service: a pattern that has this and a wildcard leaves nothing out. */
export const idPrefixes: Readonly<Record<string, RegExp>> = {
  ec2: /^((?!key-pair|placement-group)[a-z-]+\/)[a-z]{1,8}-(?=\*$)/,
  elasticfilesystem: /^([a-z-]+\/)fs(?:ap)?-(?=\*$)/,
  fsx: /^([a-z-]+\/)(?:fs|fsvol|backup)-(?=\*$)/,
  route53: /^(hostedzone\/)Z(?=\*$)/,
  cloudfront: /^(distribution\/)E(?=\*$)/,
  ds: /^(directory\/)d-(?=\*$)/,
  workspaces: /^([a-z]+\/)(?:ws|wsb|d)-(?=\*$)/,
};

/** Services whose ARNs begin with the resource's own name, not with a type (the same source). */
export const untyped =
  's3 sns sqs execute-api codecommit codepipeline neptune-db aws-marketplace servicequotas ssm-sap'.split(
    ' ',
  );
