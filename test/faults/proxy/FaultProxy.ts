import {
  createServer,
  request as requestOf,
  Server as TlsServer,
} from 'node:https';
import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTcpServer, Server, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { makeCertificate } from '../../demo-cluster/certificate';
import { Upstream } from '../clusters/TrialCluster';
import { OpenWatch } from './OpenWatch';
import { isWatch, ProxiedRequest, Treat, untouched } from './treatment';

const host = '127.0.0.1';

/**
 * Stands between the portal and an API server, and does what networks, load balancers and API servers do on bad days.
 */
export class FaultProxy {
  /** Every request that came, as `GET /api/v1/pods?limit=500`. */
  readonly requests: string[] = [];
  /** What is done to requests. */
  treat: Treat = () => untouched;
  /** Watches that begin. */
  onWatch: (watch: OpenWatch) => void = () => {};
  private readonly sockets = new Set<Socket>();
  private readonly watches = new Set<OpenWatch>();
  private readonly tcp: Server;
  private isSilent = false;

  private constructor(
    private readonly upstream: Upstream,
    private readonly tls: TlsServer,
    /** The certificate to trust, as PEM. */
    readonly certificate: string,
    private readonly privateKey: string,
  ) {
    tls.on('request', (request, response) =>
      this.serve(request, response).catch(() => response.destroy()),
    );
    tls.on('tlsClientError', (_, socket) => socket.destroy());
    this.tcp = createTcpServer(socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => {});
      if (!this.isSilent) {
        tls.emit('connection', socket);
      }
    });
  }

  /** Starts a proxy at a port of loopback. */
  static async start(upstream: Upstream): Promise<FaultProxy> {
    const { certificate, privateKey } = await makeCertificate(host);
    const tls = createServer({ cert: certificate, key: privateKey });
    const proxy = new FaultProxy(upstream, tls, certificate, privateKey);
    await proxy.listen(0);
    return proxy;
  }

  get url(): string {
    return `https://${host}:${this.port}`;
  }

  private port = 0;

  /** Accepts connections and says nothing; what stands is dead, too. */
  setSilent(isSilent: boolean): void {
    this.isSilent = isSilent;
    if (isSilent) {
      this.watches.forEach(watch => watch.freeze());
      this.watches.clear();
    }
  }

  /** Nobody listens any more, and what stands is reset. */
  async refuse(): Promise<void> {
    const closed = new Promise(resolve => this.tcp.close(resolve));
    this.sockets.forEach(socket => socket.resetAndDestroy());
    await closed;
  }

  /** Listens again. */
  async accept(): Promise<void> {
    await this.listen(this.port);
  }

  /** Shows another certificate, which nobody trusts. */
  async changeCertificate(): Promise<void> {
    const { certificate, privateKey } = await makeCertificate(host);
    this.tls.setSecureContext({ cert: certificate, key: privateKey });
  }

  /** Shows its own certificate again. */
  restoreCertificate(): void {
    this.tls.setSecureContext({ cert: this.certificate, key: this.privateKey });
  }

  /** Ends watches as API servers do all the time; with a plural, only those of a kind. */
  endWatches(plural = ''): void {
    this.watchesOf(plural).forEach(watch => watch.end());
  }

  /** Tells watches of a kind something that the API server did not say. */
  say(plural: string, line: string): void {
    this.watchesOf(plural).forEach(watch => watch.say(line));
  }

  async stop(): Promise<void> {
    if (this.tcp.listening) {
      await this.refuse();
    }
  }

  private watchesOf(plural: string): OpenWatch[] {
    return [...this.watches].filter(({ path }) => path.endsWith(plural));
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.tcp.once('error', reject);
      this.tcp.listen(port, host, () => {
        this.tcp.off('error', reject);
        resolve();
      });
    });
    const address = this.tcp.address();
    this.port = address && typeof address === 'object' ? address.port : 0;
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${url}`);
    const { pathname: path, searchParams: query } = new URL(url, this.url);
    const asked = { method, path, query };
    const treatment = this.treat(asked);
    if (!treatment.forward) {
      response.writeHead(treatment.code, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(treatment.body));
      return;
    }
    const { token, delayMs, edit } = treatment;
    if (delayMs) {
      await wait(delayMs, undefined, { ref: false });
    }
    const answer = await this.forward(request, token);
    if (response.destroyed) {
      answer.destroy();
      return;
    }
    if (edit && !isWatch(asked) && answer.statusCode === 200) {
      const edited = edit(JSON.parse(await text(answer)));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(edited));
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    if (isWatch(asked) && answer.statusCode === 200) {
      this.keep(asked, answer, response);
      return;
    }
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  }

  private keep(
    { path }: ProxiedRequest,
    answer: IncomingMessage,
    response: ServerResponse,
  ) {
    const watch = new OpenWatch(path, answer, response);
    this.watches.add(watch);
    response.on('close', () => this.watches.delete(watch));
    this.onWatch(watch);
  }

  private forward(
    request: IncomingMessage,
    token: string | undefined,
  ): Promise<IncomingMessage> {
    const { url, ca } = this.upstream;
    const { method, headers } = request;
    const authorization = token ? `Bearer ${token}` : headers.authorization;
    return new Promise((resolve, reject) => {
      const forwarded = requestOf(
        // As it came: a path that somebody has tampered with must not be tidied up here.
        `${url}`,
        {
          path: request.url,
          method,
          ca,
          headers: {
            ...headers,
            host: new URL(url).host,
            // What comes must be lines of JSON, for a fault to be put among them.
            'accept-encoding': 'identity',
            ...(authorization && { authorization }),
          },
        },
        resolve,
      );
      forwarded.on('error', reject);
      request.on('error', () => forwarded.destroy());
      request.pipe(forwarded);
    });
  }
}
