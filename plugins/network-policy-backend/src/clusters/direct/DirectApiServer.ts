import { isError } from '@backstage/errors';
import { Agent } from 'undici';
import { join } from 'node:path';
import { ClusterCredential } from '../../config/credentialSchema';
import { ApiRequest, ApiServer } from '../ApiServer';
import { ClusterAnswer } from '../clusterFailure';
import { HttpClient, HttpTarget } from '../HttpClient';
import { RereadFile } from './RereadFile';
import {
  isCertificate,
  ServerAddress,
  serviceAccountFolder,
} from './serverAddress';

/**
 * The API server of one cluster, called directly with a credential that this backend alone holds. Files of tokens and
 * certificates are read again when they change.
 */
export class DirectApiServer implements ApiServer {
  private readonly client: HttpClient;
  private readonly readToken: () => Promise<string>;
  private readonly readCa: (() => Promise<string>) | undefined;
  private connections: { ca: string | undefined; agent: Agent } | undefined;

  constructor(
    private readonly options: {
      /** Where the credential is in the configuration, for messages. */
      key: string;
      credential: Pick<ClusterCredential, 'token' | 'tokenFile'>;
      address: ServerAddress;
      timeoutMs: number;
      /** Where the token is when the credential names none. */
      folder?: string;
    },
  ) {
    const { credential, address, timeoutMs } = options;
    this.readToken = tokenReader(credential, options.folder);
    this.readCa = caReader(address);
    this.client = new HttpClient({ timeoutMs, target: () => this.target() });
  }

  /** See {@link HttpClient.request}. */
  request(request: ApiRequest) {
    return this.client.request(request);
  }

  private async target(): Promise<ClusterAnswer<HttpTarget>> {
    const { key, address } = this.options;
    const token = await readable(this.readToken);
    // Other characters cannot be in a header, and an error about the header could repeat them.
    if (!token.ok || !/^[\x21-\x7e]+$/.test(token.text)) {
      return unusable(`${key} holds no token now${why(token)}`);
    }
    const ca = this.readCa && (await readable(this.readCa));
    if (ca && (!ca.ok || !isCertificate(ca.text))) {
      return unusable(
        `the certificate authority of ${key} cannot be read now${why(ca)}`,
      );
    }
    return {
      ok: true,
      value: {
        baseUrl: address.url,
        token: token.text,
        dispatcher: this.agentFor(ca?.text),
      },
    };
  }

  /** Connections of another certificate authority are finished, and not used again. */
  private agentFor(ca: string | undefined): Agent {
    if (!this.connections || this.connections.ca !== ca) {
      void this.connections?.agent.close();
      this.connections = { ca, agent: new Agent({ connect: { ca } }) };
    }
    return this.connections.agent;
  }
}

function tokenReader(
  { token, tokenFile }: Pick<ClusterCredential, 'token' | 'tokenFile'>,
  folder = serviceAccountFolder,
): () => Promise<string> {
  if (token !== undefined) {
    return async () => token;
  }
  const file = new RereadFile(tokenFile ?? join(folder, 'token'));
  return () => file.read();
}

function caReader({ ca }: ServerAddress): (() => Promise<string>) | undefined {
  if (!ca) {
    return undefined;
  }
  if ('pem' in ca) {
    return async () => ca.pem;
  }
  const file = new RereadFile(ca.file);
  return () => file.read();
}

type Readable = { ok: true; text: string } | { ok: false; code: string };

/** Only the code of a failure is kept: the rest of it may have paths and contents of secrets. */
async function readable(read: () => Promise<string>): Promise<Readable> {
  try {
    return { ok: true, text: (await read()).trim() };
  } catch (error) {
    const code =
      isError(error) && 'code' in error ? String(error.code) : 'unreadable';
    return { ok: false, code };
  }
}

function why(read: Readable): string {
  return read.ok ? '' : ` (${read.code})`;
}

function unusable(message: string): ClusterAnswer<never> {
  return {
    ok: false,
    failure: { kind: 'no-credential', message },
  };
}
