/** Every Region there is, of all partitions (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, 2026-11); a test compares it with CDK's. */
export const regions: ReadonlySet<string> = new Set(
  [
    'af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2',
    'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7',
    'ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3',
    'il-central-1 me-central-1 me-south-1 me-west-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2',
    'cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 us-iso-east-1 us-iso-west-1 us-isob-east-1',
    'us-isob-west-1 eu-isoe-west-1 us-isof-east-1 us-isof-south-1 eusc-de-east-1',
  ].flatMap((row) => row.split(' ')),
);

const areas: ReadonlySet<string> = new Set([...regions].map(areaOf));

/** Whether a text may name a Region: one that is there, or one that is newer than this list in an area that is there. */
export function mayBeRegion(text: string): boolean {
  return regions.has(text) || (/-\d$/.test(text) && areas.has(areaOf(text)));
}

function areaOf(region: string): string {
  return region.replace(/\d$/, '');
}
