import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Countersign, type CountersignProps } from './countersign.ts';

/**
 * A stack with Countersign and nothing else. Its id `Default` leaves no trace in the logical ids: resources are called
 * what they were when they stood in the stack itself.
 */
export class CountersignStack extends Stack {
  constructor(scope: Construct, id: string, props: CountersignProps) {
    super(scope, id, { description: 'Ask for AWS access over HTTP, countersign it in Slack, keep a record' });
    new Countersign(this, 'Default', props);
  }
}
