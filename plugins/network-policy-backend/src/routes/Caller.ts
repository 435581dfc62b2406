import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { HttpRequest } from './RouteServices';

/** A signed-in person. */
export interface Person {
  type: 'person';
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** As a full entity reference. */
  ref: string;
}

/** Another plugin, or something outside of Backstage with an access token of its own, such as a CI job. */
export interface Service {
  type: 'service';
  credentials: BackstageCredentials;
}

/** The callers of each kind of route. Permissions are checked on top. */
export interface Callers {
  people: Person;
  'people and services': Person | Service;
}

/** Which callers a route is for. */
export type Who = keyof Callers;

type Find<W extends Who> = (
  httpAuth: HttpAuthService,
  request: HttpRequest,
) => Promise<Callers[W]>;

const finders: { [W in Who]: Find<W> } = {
  people: async (httpAuth, request) =>
    asPerson(await httpAuth.credentials(request, { allow: ['user'] })),
  'people and services': async (httpAuth, request) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return isOfPerson(credentials)
      ? asPerson(credentials)
      : { type: 'service', credentials };
  },
};

// Credentials hold their token out of sight: a copy of them would lose it.
function isOfPerson(
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >,
): credentials is BackstageCredentials<BackstageUserPrincipal> {
  return credentials.principal.type === 'user';
}

/**
 * Finds out who makes a request.
 *
 * @throws AuthenticationError without a token, NotAllowedError for a kind of caller that the route is not for.
 */
export async function findCaller<W extends Who>(
  who: W,
  httpAuth: HttpAuthService,
  request: HttpRequest,
): Promise<Callers[W]> {
  return finders[who](httpAuth, request);
}

function asPerson(
  credentials: BackstageCredentials<BackstageUserPrincipal>,
): Person {
  return {
    type: 'person',
    credentials,
    ref: credentials.principal.userEntityRef,
  };
}
