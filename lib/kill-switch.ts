import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { killSwitchParameter } from '../domain/own-resources.ts';

/**
 * An operator's way to stop all creations at once: while the parameter is `on`, nothing new is created and everything
 * waits. A deployment leaves it as it is: CloudFormation changes a parameter only if its declaration changes.
 */
export class KillSwitch extends Construct {
  readonly environment = { KILL_SWITCH_PARAMETER: killSwitchParameter };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new StringParameter(this, 'Parameter', {
      parameterName: killSwitchParameter,
      description: 'on: Countersign creates nothing and everything waits. off: it goes on.',
      stringValue: 'off',
      allowedPattern: '^(on|off)$',
    });
  }

  /** Lets a function read the switch. */
  grantRead(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(this.#statement('ReadKillSwitch', ['GetParameter']));
  }

  /** What lets a person set the switch, and see who did. */
  operate(): PolicyStatement {
    return this.#statement('SetKillSwitch', ['GetParameter', 'GetParameterHistory', 'PutParameter']);
  }

  #statement(sid: string, operations: string[]): PolicyStatement {
    const parameter = { service: 'ssm', resource: 'parameter', resourceName: killSwitchParameter.slice(1) };
    return new PolicyStatement({
      sid,
      actions: operations.map((operation) => `ssm:${operation}`),
      resources: [Stack.of(this).formatArn(parameter)],
    });
  }
}
