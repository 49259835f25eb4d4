/**
 * Paths that hand a stronger role to something new, as published by pathfinding.cloud, Rhino Security Labs, PMapper,
 * cloudsplaining and parliament, and more of the same kind. `escalation.ts` says how to read a row.
 */
export const passRolePaths: Readonly<Record<string, string>> = {
  'use any role it may pass': `
    eks-pod-identity | high | iam:PassRole eks:CreatePodIdentityAssociation -> pods.eks | give a role to a pod it controls
    cognito-identity-pool-roles | high | iam:PassRole cognito-identity:SetIdentityPoolRoles -> cognito-identity | hand a role to the users of an identity pool
    iot-role-alias | high | iam:PassRole iot:CreateRoleAlias -> credentials.iot iot | let a device certificate obtain a role
    passrole-ec2-run-instances | high | iam:PassRole ec2:RunInstances -> ec2 | start a virtual machine that runs with the role
    passrole-ec2-spot | high | iam:PassRole ec2:RequestSpotInstances -> ec2 | start a Spot virtual machine that runs with the role
    passrole-ec2-associate-profile | high | iam:PassRole ec2:AssociateIamInstanceProfile -> ec2 | give the role to a virtual machine it can use
    passrole-ec2-replace-profile | high | iam:PassRole ec2:ReplaceIamInstanceProfileAssociation -> ec2 | swap the role of a running virtual machine
    passrole-autoscaling-launch-config | high | iam:PassRole autoscaling:CreateLaunchConfiguration autoscaling:CreateAutoScalingGroup -> ec2 | let Auto Scaling start virtual machines that run with the role
    passrole-lambda-create-invoke | high | iam:PassRole lambda:CreateFunction lambda:InvokeFunction -> lambda | create a function that runs its own code with the role, and call it
    passrole-lambda-create-event-source | high | iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping -> lambda | create a function that runs its own code with the role, started by a queue or stream
    passrole-lambda-create-add-permission | high | iam:PassRole lambda:CreateFunction lambda:AddPermission -> lambda | create a function that runs its own code with the role, called from another account
    passrole-lambda-create-url | high | iam:PassRole lambda:CreateFunction lambda:CreateFunctionUrlConfig -> lambda | create a function that runs its own code with the role, called through a web address
    passrole-lambda-swap-role | high | iam:PassRole lambda:UpdateFunctionConfiguration -> lambda | give the role to an existing function
    passrole-cloudformation-create-stack | high | iam:PassRole cloudformation:CreateStack -> cloudformation | create a stack that does anything the role may do
    passrole-cloudformation-create-stackset | high | iam:PassRole cloudformation:CreateStackSet cloudformation:CreateStackInstances -> cloudformation | create stacks in many accounts that do anything the role may do
    passrole-cloudformation-update-stackset | high | iam:PassRole cloudformation:UpdateStackSet -> cloudformation | change stacks in many accounts with a stronger role
    passrole-codebuild-start-build | high | iam:PassRole codebuild:CreateProject codebuild:StartBuild -> codebuild | run its own build commands with the role
    passrole-codebuild-start-batch | high | iam:PassRole codebuild:CreateProject codebuild:StartBuildBatch -> codebuild | run its own batch build commands with the role
    passrole-codebuild-update-project | high | iam:PassRole codebuild:UpdateProject codebuild:StartBuild -> codebuild | change the role and commands of an existing build project, and run it
    passrole-codepipeline | high | iam:PassRole codepipeline:CreatePipeline -> codepipeline | create a pipeline whose actions run with the role
    passrole-datapipeline | high | iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline -> datapipeline elasticmapreduce ec2 | create a data pipeline that runs its own commands with the role
    passrole-glue-dev-endpoint | high | iam:PassRole glue:CreateDevEndpoint -> glue | open a Glue development endpoint that runs with the role and log in to it
    passrole-glue-job-run | high | iam:PassRole glue:CreateJob glue:StartJobRun -> glue | create a Glue job that runs its own script with the role, and start it
    passrole-glue-job-trigger | high | iam:PassRole glue:CreateJob glue:CreateTrigger -> glue | create a Glue job that runs its own script with the role, started by a trigger
    passrole-glue-update-job-run | high | iam:PassRole glue:UpdateJob glue:StartJobRun -> glue | swap script and role of an existing Glue job, and start it
    passrole-glue-update-job-trigger | high | iam:PassRole glue:UpdateJob glue:CreateTrigger -> glue | swap script and role of an existing Glue job, started by a trigger
    passrole-glue-session | high | iam:PassRole glue:CreateSession glue:RunStatement -> glue | open a Glue session that runs its own code with the role
    passrole-ecs-cluster-service | high | iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:CreateService -> ecs-tasks ecs | create a container cluster and a service in it that run with the role
    passrole-ecs-cluster-run-task | high | iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:RunTask -> ecs-tasks ecs | create a container cluster and run a container in it with the role
    passrole-ecs-service | high | iam:PassRole ecs:RegisterTaskDefinition ecs:CreateService -> ecs-tasks ecs | run its own container as a service with the role
    passrole-ecs-run-task | high | iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask -> ecs-tasks ecs | run its own container with the role
    passrole-ecs-start-task | high | iam:PassRole ecs:RegisterTaskDefinition ecs:StartTask -> ecs-tasks ecs | run its own container with the role on a machine it chooses
    passrole-batch-job | high | iam:PassRole batch:RegisterJobDefinition batch:SubmitJob -> ecs-tasks batch | submit a batch job that runs its own container with the role
    passrole-apprunner-create | high | iam:PassRole apprunner:CreateService -> tasks.apprunner build.apprunner apprunner | create an App Runner service that runs its own code with the role
    passrole-sagemaker-notebook | high | iam:PassRole sagemaker:CreateNotebookInstance -> sagemaker | create a notebook with a shell that runs with the role
    passrole-sagemaker-training | high | iam:PassRole sagemaker:CreateTrainingJob -> sagemaker | start a training job that runs its own container with the role
    passrole-sagemaker-processing | high | iam:PassRole sagemaker:CreateProcessingJob -> sagemaker | start a processing job that runs its own container with the role
    passrole-bedrock-agentcore-interpreter | high | iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter -> bedrock-agentcore | create a code interpreter that runs with the role, and use it
    passrole-bedrock-agentcore-runtime | high | iam:PassRole bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:InvokeAgentRuntime -> bedrock-agentcore | create an agent that runs its own container with the role, and call it
    passrole-stepfunctions | high | iam:PassRole states:CreateStateMachine states:StartExecution -> states | create a workflow that calls AWS with the role, and start it
    passrole-stepfunctions-update | high | iam:PassRole states:UpdateStateMachine states:StartExecution -> states | rewrite a workflow and its role, and start it
    passrole-scheduler | high | iam:PassRole scheduler:CreateSchedule -> scheduler | schedule any AWS call with the role
    passrole-events-rule | high | iam:PassRole events:PutRule events:PutTargets -> events | create a rule whose targets are called with the role
    passrole-ssm-automation | high | iam:PassRole ssm:StartAutomationExecution -> ssm | run an automation whose steps call AWS with the role
    passrole-emr | high | iam:PassRole elasticmapreduce:RunJobFlow -> elasticmapreduce ec2 | start an EMR cluster whose machines run with the role
    passrole-emr-serverless | high | iam:PassRole emr-serverless:CreateApplication emr-serverless:StartJobRun -> emr-serverless | start an EMR Serverless job that runs with the role
    passrole-mwaa | high | iam:PassRole airflow:CreateEnvironment -> airflow airflow-env | create an Airflow environment that runs its own code with the role
    passrole-imagebuilder | high | iam:PassRole imagebuilder:CreateInfrastructureConfiguration imagebuilder:CreateImage -> ec2 imagebuilder | build an image on a machine that runs with the role
    passrole-elasticbeanstalk | high | iam:PassRole elasticbeanstalk:CreateEnvironment -> ec2 elasticbeanstalk | create an Elastic Beanstalk environment whose machines run with the role
    passrole-amplify | high | iam:PassRole amplify:CreateApp amplify:StartJob -> amplify | create an Amplify application whose build runs with the role
    passrole-ecs-task-override | high | iam:PassRole ecs:RunTask -> ecs-tasks ecs | run an existing task with another role and commands of its own (ecs:RunTask takes overrides)
    passrole-ecs-start-override | high | iam:PassRole ecs:StartTask -> ecs-tasks ecs | run an existing task with another role and commands of its own (ecs:StartTask takes overrides)
    passrole-ecs-express-gateway | high | iam:PassRole ecs:CreateExpressGatewayService -> ecs-tasks ecs | run its own container with the role behind a web address (ecs:CreateExpressGatewayService)
    passrole-ecs-express-update | high | iam:PassRole ecs:UpdateExpressGatewayService -> ecs-tasks ecs | change container and role of what runs behind a web address (ecs:UpdateExpressGatewayService)
    passrole-ecs-daemon | high | iam:PassRole ecs:RegisterDaemonTaskDefinition ecs:CreateDaemon -> ecs-tasks ecs | run its own container with the role on every machine of a cluster
    passrole-cloudformation-update | high | iam:PassRole cloudformation:UpdateStack -> cloudformation | change a stack with a stronger role
    passrole-cloudformation-refactor | high | iam:PassRole cloudformation:CreateStackRefactor cloudformation:ExecuteStackRefactor -> cloudformation | move resources between stacks, carried out with their roles
    passrole-cloudformation-cloud-control | high | iam:PassRole cloudformation:CreateResource -> cloudformation | create any resource with a stronger role
    passrole-pipes | high | iam:PassRole pipes:CreatePipe -> pipes | create a pipe that calls its target with the role
    passrole-pipes-update | high | iam:PassRole pipes:UpdatePipe -> pipes | change target and role of a pipe
    passrole-scheduler-update | high | iam:PassRole scheduler:UpdateSchedule -> scheduler | change what a schedule calls, and with which role
    passrole-stepfunctions-test | high | iam:PassRole states:TestState -> states | make any AWS call with the role by testing a single state
    passrole-codepipeline-update | high | iam:PassRole codepipeline:UpdatePipeline codepipeline:StartPipelineExecution -> codepipeline | change actions and role of a pipeline, and run it
    passrole-bedrock-agentcore-runtime-update | high | iam:PassRole bedrock-agentcore:UpdateAgentRuntime -> bedrock-agentcore | change container and role of an agent
    passrole-bedrock-agentcore-browser | high | iam:PassRole bedrock-agentcore:CreateBrowser -> bedrock-agentcore | create a browser that holds the role
    passrole-bedrock-agentcore-gateway | high | iam:PassRole bedrock-agentcore:CreateGateway bedrock-agentcore:CreateGatewayTarget -> bedrock-agentcore | create a gateway that calls its targets with the role
    passrole-bedrock-agentcore-harness | high | iam:PassRole bedrock-agentcore:CreateHarness -> bedrock-agentcore | create an agent that works with the role
    passrole-sagemaker-domain | high | iam:PassRole sagemaker:CreateDomain sagemaker:CreateUserProfile -> sagemaker | open a SageMaker Studio that runs its own code with the role
    passrole-sagemaker-pipeline | high | iam:PassRole sagemaker:CreatePipeline sagemaker:StartPipelineExecution -> sagemaker | run a pipeline of its own containers with the role
    passrole-sagemaker-transform | high | iam:PassRole sagemaker:CreateModel sagemaker:CreateTransformJob -> sagemaker | run its own container as a transform job with the role
    passrole-sagemaker-endpoint | high | iam:PassRole sagemaker:CreateModel sagemaker:CreateEndpointConfig sagemaker:CreateEndpoint -> sagemaker | run its own container behind an endpoint with the role
    passrole-sagemaker-tuning | high | iam:PassRole sagemaker:CreateHyperParameterTuningJob -> sagemaker | run its own container as tuning jobs with the role
    passrole-sagemaker-automl | high | iam:PassRole sagemaker:CreateAutoMLJobV2 -> sagemaker | start training jobs that read data with the role
    passrole-imagebuilder-pipeline | high | iam:PassRole imagebuilder:CreateInfrastructureConfiguration imagebuilder:CreateImagePipeline imagebuilder:StartImagePipelineExecution -> ec2 imagebuilder | build images on machines that run with the role, again and again
    passrole-synthetics | high | iam:PassRole synthetics:CreateCanary -> lambda synthetics | create a canary that runs its own script with the role
    passrole-iot-rule | high | iam:PassRole iot:CreateTopicRule -> iot | create a rule that calls other services with the role
    passrole-transfer-user | high | iam:PassRole transfer:CreateUser -> transfer | reach the files that the role reaches, over SFTP
    passrole-gamelift-fleet | high | iam:PassRole gamelift:CreateFleet -> gamelift | start a fleet that runs its own build with the role
    passrole-lambda-microvm | high | iam:PassRole lambda:RunMicrovm -> lambda | start a micro virtual machine that runs its own code with the role
  `,
};
