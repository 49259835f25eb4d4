import type * as z from 'zod';
import { type Double, dispatch, forget, type Memory, type Operations } from '../double.ts';
import { ModelledError } from '../modelled-error.ts';
import { type KeyPair, keyPairOf } from './key-pair.ts';
import { byKey, parse, sign, signingAlgorithm, signingAlgorithms, verify } from './parameters.ts';
import { isSignature, signatureOf } from './signature.ts';

const keySpec = 'RSA_3072';

/** KMS keys that sign: RSA_3072, made as soon as the double is. Whoever needs one waits until it is there. */
export class Kms implements Double {
  readonly #keys: ReadonlyMap<string, Promise<KeyPair>>;
  readonly #operations: Operations = {
    DescribeKey: (input) => this.#describe(parse(byKey, input)),
    GetPublicKey: (input) => this.#publicKey(parse(byKey, input)),
    Sign: (input) => this.#sign(parse(sign, input)),
    Verify: (input) => this.#verify(parse(verify, input)),
  };

  /** `keys` are ARNs. */
  constructor({ keys, state, remember = forget }: Memory & { keys: readonly string[] }) {
    this.#keys = new Map(keys.map((arn) => [arn, keyPairOf(arn, state, remember)]));
    // Whoever uses it sees the failure; until then it is not an unhandled one.
    for (const pair of this.#keys.values()) pair.catch(() => undefined);
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  #describe({ KeyId }: z.output<typeof byKey>): object {
    const { arn } = this.#find(KeyId);
    const usage = { KeySpec: keySpec, KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: signingAlgorithms };
    return {
      KeyMetadata: { KeyId: arn.split('/').at(-1), Arn: arn, Enabled: true, KeyState: 'Enabled', ...usage },
    };
  }

  async #publicKey({ KeyId }: z.output<typeof byKey>): Promise<object> {
    const { arn, pair } = this.#find(KeyId);
    const { publicKey } = await pair;
    return {
      KeyId: arn,
      PublicKey: publicKey.export({ type: 'spki', format: 'der' }),
      KeySpec: keySpec,
      CustomerMasterKeySpec: keySpec,
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: signingAlgorithms,
    };
  }

  async #sign(input: z.output<typeof sign>): Promise<object> {
    const { arn, pair } = this.#find(input.KeyId);
    checkAlgorithm(input.SigningAlgorithm);
    const { privateKey } = await pair;
    return { KeyId: arn, Signature: signatureOf(privateKey, input), SigningAlgorithm: signingAlgorithm };
  }

  async #verify(input: z.output<typeof verify>): Promise<object> {
    const { arn, pair } = this.#find(input.KeyId);
    checkAlgorithm(input.SigningAlgorithm);
    const { publicKey } = await pair;
    if (!isSignature(publicKey, input, input.Signature)) {
      throw new ModelledError('KMSInvalidSignatureException', 400, 'The signature does not match.');
    }
    return { KeyId: arn, SignatureValid: true, SigningAlgorithm: signingAlgorithm };
  }

  /** By ARN or by the id that it ends with. */
  #find(keyId: string): { arn: string; pair: Promise<KeyPair> } {
    for (const [arn, pair] of this.#keys) {
      if (arn === keyId || arn.endsWith(`:key/${keyId}`)) return { arn, pair };
    }
    throw new ModelledError('NotFoundException', 400, `Key '${keyId}' does not exist`);
  }
}

function checkAlgorithm(algorithm: string): void {
  if (algorithm !== signingAlgorithm) {
    throw new ModelledError(
      'UnsupportedOperationException',
      400,
      `The double does not sign with ${algorithm}.`,
    );
  }
}
