import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import { EndpointType, type RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { DeploymentSettings } from '../../domain/configuration/deployment-settings.ts';

type Domain = NonNullable<DeploymentSettings['domain']>;

/** A name of one's own for the API, and where there is a hosted zone, the record that leads there. */
export class ApiDomain extends Construct {
  readonly #name: string;

  constructor(scope: Construct, id: string, { restApi, domain }: { restApi: RestApi; domain: Domain }) {
    super(scope, id);
    const { name, certificate, hostedZone } = domain;
    this.#name = name;
    const domainName = restApi.addDomainName('DomainName', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    if (hostedZone) {
      new ARecord(this, 'Record', {
        zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
          hostedZoneId: hostedZone.id,
          zoneName: hostedZone.name,
        }),
        recordName: `${name}.`,
        target: RecordTarget.fromAlias(new ApiGatewayDomain(domainName)),
      });
    } else {
      const target = new CfnOutput(this, 'Target', { value: domainName.domainNameAliasDomainName });
      target.overrideLogicalId('ApiDomainTarget');
    }
  }

  /** The name and where it leads, as API Gateway's own management names them. */
  arns(): string[] {
    const name = Stack.of(this).formatArn({
      service: 'apigateway',
      account: '',
      resource: `/domainnames/${this.#name}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    return [name, `${name}/*`];
  }
}
