import { randomBytes } from 'node:crypto';
import { ApiError, forbidden, unauthorized } from '../api/status';
import { ClusterUser, PolicyRule, usersOf } from './rules';

/** Who asks. Without a token that is `system:anonymous`. */
export interface Identity {
  username: string;
  groups: string[];
  rules: PolicyRule[];
}

/** What is asked for, in the words of RBAC. */
export interface Attributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

const anonymous: Identity = {
  username: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: [],
};

/** Reviews that every authenticated user may create about themselves. */
const selfReviews: PolicyRule = {
  apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
  resources: [
    'selfsubjectaccessreviews',
    'selfsubjectrulesreviews',
    'selfsubjectreviews',
  ],
  verbs: ['create'],
};

function covers(list: string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

/** All rules that apply to somebody. */
export function rulesOf(identity: Identity): PolicyRule[] {
  return identity === anonymous ? [] : [...identity.rules, selfReviews];
}

export function isAllowed(identity: Identity, asked: Attributes): boolean {
  const resource = asked.subresource
    ? `${asked.resource}/${asked.subresource}`
    : asked.resource;
  return rulesOf(identity).some(
    rule =>
      covers(rule.apiGroups, asked.group) &&
      covers(rule.resources, resource) &&
      covers(rule.verbs, asked.verb) &&
      (!rule.resourceNames ||
        (!!asked.name && rule.resourceNames.includes(asked.name))) &&
      (!rule.namespace || rule.namespace === asked.namespace),
  );
}

/** The refusal in the words of Kubernetes' own authorizer. */
export function refusal(identity: Identity, asked: Attributes): ApiError {
  const resource = asked.subresource
    ? `${asked.resource}/${asked.subresource}`
    : asked.resource;
  const where = asked.namespace
    ? `in the namespace "${asked.namespace}"`
    : 'at the cluster scope';
  return forbidden(
    { group: asked.group, resource: asked.resource },
    asked.name ?? '',
    `User "${identity.username}" cannot ${asked.verb} resource "${resource}" in API group "${asked.group}" ${where}`,
  );
}

/** Knows the bearer tokens of the fixed users; they last as long as it does. */
export class Authenticator {
  private readonly tokens: ReadonlyMap<string, string>;
  private latest = { of: '', users: new Map<string, ClusterUser>() };

  /** @param optedIn - tells in which namespaces the writer's role is bound now */
  constructor(private readonly optedIn: () => readonly string[]) {
    this.tokens = new Map(
      usersOf([]).map(({ user }) => [
        `demo-${user}-${randomBytes(24).toString('base64url')}`,
        user,
      ]),
    );
  }

  /** @throws Error when there is no such user. */
  tokenFor(user: string): string {
    for (const [token, known] of this.tokens) {
      if (known === user) return token;
    }
    throw new Error(`The demo cluster has no user ${user}`);
  }

  /** @throws ApiError 401 when a token is given but unknown. */
  authenticate(authorization: string | undefined): Identity {
    if (!authorization) return anonymous;
    const token = authorization.replace(/^Bearer\s+/i, '');
    const identity = this.users().get(this.tokens.get(token) ?? '');
    if (!identity) throw unauthorized();
    return identity;
  }

  private users(): ReadonlyMap<string, ClusterUser> {
    const namespaces = this.optedIn();
    const of = namespaces.join(' ');
    if (this.latest.users.size === 0 || this.latest.of !== of) {
      const users = usersOf(namespaces).map((user): [string, ClusterUser] => [
        user.user,
        user,
      ]);
      this.latest = { of, users: new Map(users) };
    }
    return this.latest.users;
  }
}
