import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { ownName } from '../shared/own-name.ts';

/**
 * What AWS's rules for the web are not asked about: Slack's posts, which are signed, come from addresses that Slack
 * shares with others, and carry whatever people wrote. The path as a web ACL sees it begins with the stage's name.
 */
const slackPath = '/slack/interactions';
const notFromSlack: CfnWebACL.StatementProperty = {
  notStatement: {
    statement: {
      byteMatchStatement: {
        searchString: slackPath,
        fieldToMatch: { uriPath: {} },
        positionalConstraint: 'ENDS_WITH',
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    },
  },
};

/**
 * Rules of the core set that would refuse what may be asked for: a policy document is longer than 8 KB, and may name
 * addresses, paths and markup. They are counted instead
 * (https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html).
 */
const aboutBodies = [
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'EC2MetaDataSSRF_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
];

const managedGroups = [
  { name: 'AWSManagedRulesAmazonIpReputationList', counted: [] },
  { name: 'AWSManagedRulesCommonRuleSet', counted: aboutBodies },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
];

/** AWS's managed rules, and a limit to what one address may send in five minutes, Slack's included. */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { requestsPerFiveMinutes }: { requestsPerFiveMinutes: number }) {
    super(scope, id);
    const limit: CfnWebACL.RuleProperty = {
      name: 'one-address',
      priority: 0,
      action: { block: {} },
      statement: {
        rateBasedStatement: {
          aggregateKeyType: 'IP',
          evaluationWindowSec: 300,
          limit: requestsPerFiveMinutes,
        },
      },
      visibilityConfig: measured('one-address'),
    };
    const acl = new CfnWebACL(this, 'Resource', {
      name: ownName('api'),
      description: 'Before the API of Countersign',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: [limit, ...managedGroups.map((group, index) => managed(group, index + 1))],
      visibilityConfig: measured('api'),
    });
    this.arn = acl.attrArn;
  }
}

function managed(
  { name, counted }: { name: string; counted: readonly string[] },
  priority: number,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        scopeDownStatement: notFromSlack,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: measured(name),
  };
}

function measured(metric: string): CfnWebACL.VisibilityConfigProperty {
  return {
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
    metricName: ownName(metric),
  };
}
