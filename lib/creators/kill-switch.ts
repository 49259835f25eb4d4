import { Annotations, AspectPriority, Aspects, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { killSwitchParameter } from '../../domain/aws/own-resources.ts';

const whenAllIsTagged = { priority: AspectPriority.READONLY };

/**
 * An operator's way to stop all creations at once: while the parameter is `on`, nothing new is created and everything
 * waits. No deployment may switch it off. Whatever CloudFormation updates of a parameter, be it a tag or the description,
 * it writes the template's value again, also when it rolls back
 * (https://github.com/aws/aws-cdk/issues/25949): what is declared here never changes again, and has no tags.
 */
export class KillSwitch extends Construct {
  readonly environment = { KILL_SWITCH_PARAMETER: killSwitchParameter };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const parameter = new CfnParameter(new Construct(this, 'Parameter'), 'Resource', {
      name: killSwitchParameter,
      type: 'String',
      description: 'on: Countersign creates nothing and everything waits. off: it goes on.',
      value: 'off',
      allowedPattern: '^(on|off)$',
    });
    parameter.addPropertyDeletionOverride('Tags');
    Aspects.of(this).add({ visit: (node) => node === this && this.#warnOfStackTags() }, whenAllIsTagged);
  }

  /** Lets a function read the switch. */
  grantRead(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(this.#statement('ReadKillSwitch', ['GetParameter']));
  }

  /** What lets a person set the switch, and see who did. */
  operate(): PolicyStatement {
    return this.#statement('SetKillSwitch', ['GetParameter', 'GetParameterHistory', 'PutParameter']);
  }

  /** Tags of the stack itself reach every resource, whatever the template says. */
  #warnOfStackTags(): void {
    const keys = Object.keys(Stack.of(this).tags.tagValues());
    if (keys.length === 0) return;
    Annotations.of(this).addWarningV2(
      'countersign:stack-tags',
      `The stack itself is tagged (${keys.join(', ')}). Whenever such a tag changes, CloudFormation switches the kill switch off: ` +
        'use deployment.tags of the configuration instead, which leave it alone.',
    );
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
