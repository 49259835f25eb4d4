/** An error as whoever runs a command is told it: what is wrong, and what to do. */
export interface Explained {
  what: string;
  whatToDo: string;
}

/** What an error of AWS's SDK means for whoever runs a command; undefined if it is another one. */
export function explainedSdkError(error: unknown): Explained | undefined {
  if (!(error instanceof Error)) return undefined;
  return kinds.find(({ isMeant }) => isMeant(error))?.told;
}

/** The same in two lines. */
export function whatToDo(error: unknown): string | undefined {
  const told = explainedSdkError(error);
  return told && `${told.what}\n${told.whatToDo}`;
}

const clock = /Signature expired|not yet current|RequestTimeTooSkewed|RequestExpired|too old or too new/;
const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH)\b/;

const kinds: { isMeant: (error: Error) => boolean; told: Explained }[] = [
  {
    isMeant: ({ message }) => message.includes('Region is missing'),
    told: {
      what: 'The region is missing.',
      whatToDo:
        'Give it as --region us-east-1, in AWS_REGION, or in the profile that --profile or AWS_PROFILE names ' +
        '(aws configure set region us-east-1). --local asks the local stack instead.',
    },
  },
  {
    isMeant: ({ name, message }) =>
      /^ExpiredToken|^TokenExpired|^ExpiredTokenException/.test(name) ||
      (name.endsWith('ProviderError') && /expired|refresh/i.test(message)),
    told: {
      what: 'The credentials for AWS have expired.',
      whatToDo: 'Sign in again (aws sso login), or set new ones.',
    },
  },
  {
    isMeant: ({ name, message }) =>
      name === 'CredentialsProviderError' || message.includes('Could not load credentials'),
    told: {
      what: 'There are no credentials for AWS.',
      whatToDo:
        'Sign in (aws sso login), name a profile with --profile or AWS_PROFILE, or set AWS_ACCESS_KEY_ID, ' +
        'AWS_SECRET_ACCESS_KEY and, for temporary ones, AWS_SESSION_TOKEN. --local needs none.',
    },
  },
  {
    isMeant: ({ name, message }) => clock.test(`${name} ${message}`),
    told: {
      what: 'AWS refuses the signature, since the clock of this computer is wrong.',
      whatToDo: 'Set the clock (on Linux: timedatectl set-ntp true), then try again.',
    },
  },
  {
    isMeant: ({ name }) =>
      /^(InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature)/.test(
        name,
      ),
    told: {
      what: 'AWS does not know these credentials.',
      whatToDo: 'Check them with aws sts get-caller-identity; sign in again, or set others.',
    },
  },
  {
    isMeant: ({ message }) => /not authorized to perform: cloudformation:DescribeStacks/.test(message),
    told: {
      what: 'These credentials may not read the outputs of the stack (cloudformation:DescribeStacks).',
      whatToDo: 'Put the address of the API into COUNTERSIGN_URL, or ask for that permission.',
    },
  },
  {
    isMeant: (error) => unreachable.test(`${'code' in error ? error.code : ''} ${error.message}`),
    told: {
      what: 'AWS cannot be reached.',
      whatToDo: 'Check the network, a proxy or the VPN, and the region.',
    },
  },
];
