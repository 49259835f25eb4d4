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
  `,
};
