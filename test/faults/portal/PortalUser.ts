import { z } from 'zod';
import { Viewer } from '../measure/Look';
import { signInHeader, signInProvider } from './signInByName';

const sessionSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

/**
 * Somebody who is signed in, and asks the API of the plugin.
 */
export class PortalUser implements Viewer {
  readonly portalUrl: string;
  readonly name: string;
  readonly token: string;

  constructor({ portalUrl, name, token }: Viewer) {
    this.portalUrl = portalUrl;
    this.name = name;
    this.token = token;
  }

  /**
   * Signs in.
   *
   * @throws Error while the catalog does not know the user yet
   */
  static async signIn(portalUrl: string, name: string): Promise<PortalUser> {
    const answer = await fetch(
      `${portalUrl}/api/auth/${signInProvider}/refresh`,
      {
        headers: { 'X-Requested-With': 'XMLHttpRequest', [signInHeader]: name },
      },
    );
    if (!answer.ok) {
      throw new Error(`${name} cannot sign in: ${await answer.text()}`);
    }
    const { backstageIdentity } = sessionSchema.parse(await answer.json());
    const { token } = backstageIdentity;
    return new PortalUser({ portalUrl, name, token });
  }

  /** Asks for something below the plugin, with a body if there is one. */
  async ask(
    path: string,
    { method = 'GET', body }: { method?: string; body?: unknown } = {},
  ): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.portalUrl}/api/network-policy${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /**
   * Reads something.
   *
   * @throws Error when the answer is no success
   */
  async read<T>(path: string): Promise<T> {
    const { status, text } = await this.ask(path);
    if (status !== 200) {
      throw new Error(`${path}: ${status} ${text.slice(0, 300)}`);
    }
    return JSON.parse(text);
  }
}
