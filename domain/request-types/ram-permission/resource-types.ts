import type { Finding } from '../../finding.ts';
import { ramActionProblems } from '../../policy/ram-actions.ts';
import type { FieldProblem } from '../../problem.ts';
import { submittedDocument } from '../documents.ts';
import type { PlanContext } from '../request-type.ts';
import { submittedText } from '../submitted.ts';

/**
 * Resource types that take customer managed permissions, and types that RAM shares but that do not. No API tells:
 * from "Shareable AWS resources" of the RAM User Guide (April 2023) and what was seen in use since. Case-sensitive,
 * as ListResourceTypes spells them. Types on neither list are newer than the lists.
 */
const customisable: readonly string[] = [
  'codebuild:Project',
  'codebuild:ReportGroup',
  'ec2:IpamPool',
  'imagebuilder:Component',
  'imagebuilder:ContainerRecipe',
  'imagebuilder:Image',
  'imagebuilder:ImageRecipe',
  'outposts:Outpost',
  'refactor-spaces:Environment',
  'route53profiles:Profile',
  'route53resolver:ResolverQueryLogConfig',
  's3-outposts:Outpost',
  'sagemaker:LineageGroup',
  'sagemaker:Pipeline',
  'servicecatalog:Application',
  'servicecatalog:AttributeGroup',
  'ssm-contacts:Contact',
  'ssm-incidents:ResponsePlan',
  'ssm:Parameter',
];

const notCustomisable: readonly string[] = [
  'acm-pca:CertificateAuthority',
  'appmesh:Mesh',
  'aws-marketplace:Entity',
  'datazone:Domain',
  'ec2:CapacityReservation',
  'ec2:CoipPool',
  'ec2:DedicatedHost',
  'ec2:IpamResourceDiscovery',
  'ec2:LocalGatewayRouteTable',
  'ec2:PlacementGroup',
  'ec2:PrefixList',
  'ec2:Subnet',
  'ec2:TrafficMirrorTarget',
  'ec2:TransitGateway',
  'ec2:TransitGatewayMulticastDomain',
  'glue:Catalog',
  'glue:Database',
  'glue:Table',
  'license-manager:LicenseConfiguration',
  'network-firewall:FirewallPolicy',
  'network-firewall:StatefulRuleGroup',
  'networkmanager:CoreNetwork',
  'outposts:Site',
  'rds:Cluster',
  'resource-groups:Group',
  'route53resolver:FirewallRuleGroup',
  'route53resolver:ResolverRule',
];

type ResourceTypeSupport =
  | { kind: 'customisable' }
  | { kind: 'not-customisable' }
  | { kind: 'misspelt'; meant: string }
  | { kind: 'unknown' };

/** What the lists know about a resource type. */
function supportOf(resourceType: string): ResourceTypeSupport {
  if (customisable.includes(resourceType)) return { kind: 'customisable' };
  if (notCustomisable.includes(resourceType)) return { kind: 'not-customisable' };
  const spelling = resourceType.toLowerCase();
  const meant = [...customisable, ...notCustomisable].find((known) => known.toLowerCase() === spelling);
  return meant === undefined ? { kind: 'unknown' } : { kind: 'misspelt', meant };
}

/** A resource type that RAM is known to refuse, or that the guardrails do not list. */
export function resourceTypeProblems(submitted: unknown, { guardrails }: PlanContext): FieldProblem[] {
  const resourceType = submittedText(submitted, 'resourceType');
  if (resourceType === undefined) return [];
  const pointer = '/parameters/resourceType';
  const problems: FieldProblem[] = [];
  const support = supportOf(resourceType);
  if (support.kind === 'not-customisable') {
    const detail = `RAM takes no customer managed permissions for ${resourceType}; share it with an AWS managed one.`;
    problems.push({ pointer, code: 'unsupported-resource-type', detail });
  }
  if (support.kind === 'misspelt') {
    const detail = `Resource types are case-sensitive: write ${support.meant}.`;
    problems.push({ pointer, code: 'misspelt-resource-type', detail });
  }
  const allowed = guardrails.allowedResourceTypes;
  if (allowed && !allowed.includes(resourceType)) {
    const detail = `The guardrail allowedResourceTypes permits: ${allowed.join(', ')}.`;
    problems.push({ pointer, code: 'guardrail-resource-type', detail });
  }
  return problems;
}

/** Actions of another service than the resource type's, as far as the template and the type can be read. */
export function templateActionProblems(submitted: unknown): FieldProblem[] {
  const template = submittedDocument(submitted, 'policyTemplate');
  const resourceType = submittedText(submitted, 'resourceType');
  if (template === undefined || !resourceType?.includes(':')) return [];
  return ramActionProblems(template, resourceType, '/parameters/policyTemplate');
}

/** A finding for a resource type that is newer than the lists. */
export function resourceTypeFindings(resourceType: string): Finding[] {
  if (supportOf(resourceType).kind !== 'unknown') return [];
  const message = `${resourceType} is not on our list of resource types; AWS may refuse it.`;
  return [
    { code: 'RAM_RESOURCE_TYPE_UNKNOWN', severity: 'low', pointer: '/parameters/resourceType', message },
  ];
}
