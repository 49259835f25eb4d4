/** Service principals that run a customer's own code: whoever controls that code has the role. */
export const computeServices =
  'ec2 lambda ecs-tasks eks pods.eks eks-nodegroup eks-fargate-pods codebuild glue sagemaker build.apprunner tasks.apprunner states batch bedrock-agentcore'
    .split(' ')
    .map((service) => `${service}.amazonaws.com`);
