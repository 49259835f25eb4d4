/**
 * Paths that use the role of something that already runs, as published by pathfinding.cloud, Rhino Security Labs, PMapper,
 * cloudsplaining and parliament, and more of the same kind. `escalation.ts` says how to read a row.
 */
export const existingRolePaths: Readonly<Record<string, string>> = {
  'use the permissions of what already runs': `
    existing-apprunner-update | high | apprunner:UpdateService | replace what an App Runner service runs
    existing-bedrock-agentcore-session | high | bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter | run code in an existing code interpreter
    existing-cloudformation-update-stack | high | cloudformation:UpdateStack | change a stack, which is then carried out with the stack's own role
    existing-cloudformation-change-set | high | cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet | change a stack through a change set, which is carried out with the stack's own role
    existing-codebuild-start-override | high | codebuild:StartBuild | start a build with commands of its own choice
    existing-codebuild-start-batch-override | high | codebuild:StartBuildBatch | start a batch build with commands of its own choice
    existing-ec2-user-data | high | ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances | plant commands in a stopped virtual machine that run when it starts
    existing-ec2-launch-template | medium | ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate | plant commands that the next virtual machines of a fleet run
    existing-ec2-instance-connect | high | ec2-instance-connect:SendSSHPublicKey ec2:DescribeInstances | log in to a virtual machine and take its role
    existing-ecs-execute-command | high | ecs:ExecuteCommand ecs:DescribeTasks | open a shell in a running container and take its role
    existing-glue-update-dev-endpoint | high | glue:UpdateDevEndpoint | add its own key to a Glue development endpoint and log in
    existing-lambda-update-code | high | lambda:UpdateFunctionCode | replace the code of an existing function, which runs with that function's role
    existing-lambda-update-code-invoke | high | lambda:UpdateFunctionCode lambda:InvokeFunction | replace the code of an existing function and call it
    existing-lambda-update-code-permission | high | lambda:UpdateFunctionCode lambda:AddPermission | replace the code of an existing function and let another account call it
    existing-lambda-layer | high | lambda:UpdateFunctionConfiguration | slip its own code into an existing function through its configuration
    existing-sagemaker-presigned-url | high | sagemaker:CreatePresignedNotebookInstanceUrl | open somebody else's notebook and take its role
    existing-sagemaker-lifecycle | high | sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance | plant a script that a notebook runs when it starts
    existing-sagemaker-domain-url | high | sagemaker:CreatePresignedDomainUrl | open SageMaker Studio as somebody else
    existing-ssm-start-session | high | ssm:StartSession | open a shell on a virtual machine and take its role
    existing-ssm-send-command | high | ssm:SendCommand | run commands on virtual machines and take their roles
    existing-ssm-association | high | ssm:CreateAssociation | schedule commands on virtual machines
    existing-ecr-image-swap | medium | ecr:GetAuthorizationToken ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload ecr:PutImage | replace a container image that privileged workloads run
    existing-eks-kubeconfig-config | medium | eks:UpdateClusterConfig | change how a Kubernetes cluster is reached and who it lets in
    eks-access-entry | high | eks:CreateAccessEntry eks:AssociateAccessPolicy | make itself administrator of a Kubernetes cluster and use the roles of its pods
    existing-bedrock-agentcore-runtime | high | bedrock-agentcore:UpdateAgentRuntime | replace the container of an agent, which runs with the agent's role
    existing-bedrock-agentcore-command | high | bedrock-agentcore:InvokeAgentRuntimeCommand | run commands where an agent runs, with the agent's role
    existing-bedrock-agentcore-shell | high | bedrock-agentcore:InvokeAgentRuntimeCommandShell | open a shell where an agent runs, with the agent's role
    existing-bedrock-agentcore-interpreter | medium | bedrock-agentcore:InvokeCodeInterpreter | run code in the session of a code interpreter
    existing-bedrock-agentcore-browser | medium | bedrock-agentcore:StartBrowserSession | steer a browser that may be signed in, and holds a role
    existing-bedrock-agentcore-gateway | medium | bedrock-agentcore:CreateGatewayTarget | let a gateway call another target with its role
    existing-bedrock-agentcore-gateway-update | medium | bedrock-agentcore:UpdateGatewayTarget | change what a gateway calls with its role
    existing-bedrock-agentcore-harness | medium | bedrock-agentcore:UpdateHarness | change what an agent does with its role
    existing-cloudformation-stackset-create | high | cloudformation:CreateStackSet cloudformation:CreateStackInstances | create stacks in many accounts, with the role that administers stack sets
    existing-cloudformation-stackset | high | cloudformation:UpdateStackSet | change stacks in many accounts, with the role that administers stack sets
    existing-cloudformation-stack-instances | high | cloudformation:UpdateStackInstances | change the parameters of stacks in many accounts
    existing-cloudformation-refactor | high | cloudformation:CreateStackRefactor cloudformation:ExecuteStackRefactor | move resources between stacks, carried out with the stacks' own roles
    existing-cloudformation-type | high | cloudformation:RegisterType cloudformation:SetTypeDefaultVersion | replace the code that creates resources of a type, and runs with a role
    existing-codebuild-sandbox | high | codebuild:StartSandbox | open a build environment and run commands with the project's role
    existing-codebuild-command | high | codebuild:StartCommandExecution | run commands in a build environment with the project's role
    existing-codedeploy | medium | codedeploy:CreateDeployment | run scripts on the machines of an application, as root
    existing-ecs-update-service | medium | ecs:UpdateService | run another version of a task, with that task's role
    existing-ecs-run-task | medium | ecs:RunTask | run any task with commands of its own (ecs:RunTask takes overrides), with the task's role
    existing-ec2-serial-console | high | ec2-instance-connect:SendSerialConsoleSSHPublicKey | log in to the serial console of a virtual machine
    existing-ec2-send-key | high | ec2-instance-connect:SendSSHPublicKey | log in to a virtual machine and take its role
    existing-ec2-tunnel | medium | ec2-instance-connect:OpenTunnel | reach ports of virtual machines in private networks
    existing-ecs-shell | high | ecs:ExecuteCommand | open a shell in a running container and take its role
    existing-emr-steps | medium | elasticmapreduce:AddJobFlowSteps | run its own steps on a cluster, with the cluster's role
    existing-eks-associate | high | eks:AssociateAccessPolicy | make an identity administrator of a Kubernetes cluster
    existing-eks-update-entry | high | eks:UpdateAccessEntry | put an identity into the groups that administer a Kubernetes cluster
    existing-eks-update-pod-identity | high | eks:UpdatePodIdentityAssociation | give pods it controls another role
    existing-glue-statement | medium | glue:RunStatement | run its own code in a Glue session, with the session's role
    existing-glue-job-script | medium | glue:StartJobRun | start a Glue job with other arguments, its script among them
    existing-gamelift-access | medium | gamelift:GetInstanceAccess | log in to the machines of a fleet
    existing-lambda-microvm | high | lambda:CreateMicrovmShellAuthToken | open a shell in a micro virtual machine and take its role
    existing-pipes | medium | pipes:UpdatePipe | change what a pipe does, with its role
    existing-sagemaker-session | high | sagemaker:StartSession | open a shell in a SageMaker space and take its role
    existing-servicecatalog | medium | servicecatalog:ProvisionProduct | launch a product with the launch role of its portfolio
    existing-ssm-resume-session | high | ssm:ResumeSession | take over an interrupted shell on a virtual machine
    existing-ssm-association-update | high | ssm:UpdateAssociation | change scheduled commands on virtual machines
    existing-ssm-automation | medium | ssm:StartAutomationExecution | run automations, some of which have a role of their own
    existing-ssm-document | high | ssm:UpdateDocument ssm:UpdateDocumentDefaultVersion | rewrite the commands that others run on virtual machines
    existing-ssm-maintenance-window | high | ssm:RegisterTaskWithMaintenanceWindow | run commands in a maintenance window, with its role
    existing-ssm-messages | medium | ssm-guiconnect:StartConnection | open a remote desktop on a virtual machine
    existing-states-update | medium | states:UpdateStateMachine | rewrite a workflow, which runs with its own role
    existing-amplify | medium | amplify:StartDeployment | replace what an Amplify application serves
    existing-amplify-build | medium | amplify:UpdateApp amplify:StartJob | change the commands of an Amplify build, and run it with its role
    existing-appsync | medium | appsync:UpdateResolver | change what an API calls, with the role of its data source
    existing-athena | medium | athena:StartCalculationExecution | run its own code in an Athena session, with the workgroup's role
    existing-batch | medium | batch:SubmitJob | submit a job with commands of its own, with the job's role
    existing-bedrock-agent | medium | bedrock:UpdateAgent | change what an agent does with its role
    existing-bedrock-agent-actions | medium | bedrock:UpdateAgentActionGroup | change what an agent may call with its role
    existing-bedrock-agentcore-invoke | medium | bedrock-agentcore:InvokeAgentRuntime | let an agent work, with the agent's role
    existing-bedrock-agentcore-invoke-harness | medium | bedrock-agentcore:InvokeHarness | let an agent work, with the agent's role
    existing-bedrock-agentcore-automation | medium | bedrock-agentcore:ConnectBrowserAutomationStream | steer somebody else's browser session
    existing-bedrock-agentcore-view | medium | bedrock-agentcore:ConnectBrowserLiveViewStream | watch and steer somebody else's browser session
    existing-bedrock-agentcore-gateway-change | medium | bedrock-agentcore:UpdateGateway | change whom a gateway lets in, and what it does with its role
    existing-cloudformation-stackset-new | medium | cloudformation:CreateStackSet | prepare stacks for many accounts, with the role that administers stack sets
    existing-cloudformation-stackset-spread | medium | cloudformation:CreateStackInstances | spread a stack over many accounts, with the role that administers stack sets
    existing-cloudformation-stackset-import | medium | cloudformation:ImportStacksToStackSet | take stacks of other accounts over into a stack set
    existing-cloudformation-organization | medium | cloudformation:ActivateOrganizationsAccess | let stack sets reach every account of the organisation
    existing-cloudformation-register | medium | cloudformation:RegisterType | add code that creates resources and runs with a role
    existing-cloudshell-session | medium | cloudshell:CreateSession | work in a shell in AWS, away from its own machine
    existing-codepipeline | medium | codepipeline:UpdatePipeline | change what a pipeline does, with its roles
    existing-datapipeline | medium | datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline | change the commands of a data pipeline, which run with its role
    existing-greengrass | medium | greengrass:CreateDeployment | run its own components on devices
    existing-iot-job | medium | iot:CreateJob | run commands on devices
    existing-kinesisanalytics | medium | kinesisanalytics:UpdateApplication | replace the code of an application, which runs with its role
    existing-sagemaker-app | medium | sagemaker:CreateApp | open an application in somebody else's SageMaker profile
    existing-scheduler | medium | scheduler:UpdateSchedule | change what a schedule calls with its role
    existing-ssm-channel | medium | ssmmessages:OpenDataChannel | answer as a virtual machine in somebody's session
    existing-synthetics | medium | synthetics:UpdateCanary | replace the script of a canary, which runs with its role
  `,
};
