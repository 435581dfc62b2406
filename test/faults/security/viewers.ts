import assert from 'node:assert/strict';
import {
  EntityReach,
  NamespacePage,
} from 'backstage-plugin-network-policy-common';
import { home } from '../clusters/world';
import { PortalUser } from '../portal/PortalUser';
import { Stage } from '../Stage';

const reachOf = (name: string) => `/entities/component/default/${name}/reach`;

/** Names of namespaces, in any part of an answer. The target's own is told: the entity's annotation names it. */
const namedIn = (text: string) =>
  [...text.matchAll(new RegExp(`${home}-[a-z]+`, 'g'))].map(([name]) => name);

/** Somebody who does not own an entity sees numbers of its reach, and neither names nor manifests. */
async function seesNumbersOnly(user: PortalUser, entity: string) {
  const reach = await user.ask(reachOf(entity));
  assert.equal(reach.status, 200);
  const { targets }: EntityReach = JSON.parse(reach.text);
  const evaluated = targets.filter(({ state }) => state === 'evaluated');
  assert(evaluated.length > 0, `${entity} has no targets`);
  for (const target of evaluated) {
    assert(target.state === 'evaluated');
    assert.equal(target.namesShown, false);
    assert(target.counts.namespaces > 1);
  }
  assert.deepEqual(namedIn(reach.text), []);
  const rows = `${reachOf(entity)}/trial/${home}/namespaces`;
  for (const path of [rows, `${rows}/${home}-a`]) {
    const refused = await user.ask(path);
    assert.equal(refused.status, 403, path);
    assert.doesNotMatch(refused.text, /podSelector|manifest/);
  }
}

/**
 * Another team sees numbers of a service that is not its own. Whoever owns an entity sees who reaches the pods that its
 * annotations select, whosever they are: the README says so, and asks for a review of changes to annotations.
 */
export async function lookAsOthers({ users }: Stage): Promise<void> {
  const { dana, mira } = users;
  await seesNumbersOnly(mira, 'faults-web');
  await seesNumbersOnly(dana, 'faults-borrowed');
  const page: NamespacePage = await mira.read(
    `${reachOf('faults-borrowed')}/trial/${home}/namespaces`,
  );
  assert(page.total > 1);
}
