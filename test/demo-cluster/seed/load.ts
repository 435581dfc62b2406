import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { kubernetesObjectSchema } from '../kinds/metadata';
import { ObjectWriter, Target } from '../objects/writer';
import { findKind } from '../storage/registry';
import { ObjectStore } from '../storage/store';
import { manifestsOf, teamNamespaceSchema } from './team-namespaces';

/** Who wrote a seed file's objects, and how. */
interface Source {
  file: string;
  manager: string;
  apply: boolean;
}

const portalManager = 'backstage-network-policy';

function written(file: string): Source {
  return { file, manager: 'kubectl-client-side-apply', apply: false };
}

const manifests: Source[] = [
  written('system.yaml'),
  written('platform.yaml'),
  written('messages.yaml'),
  written('accounts-and-money.yaml'),
  written('observability.yaml'),
  written('faults.yaml'),
];

const applied: Source[] = [
  { file: 'applied-by-portal.yaml', manager: portalManager, apply: true },
  { file: 'applied-by-kubectl.yaml', manager: 'kubectl', apply: true },
];

const walkthrough: Source = {
  file: 'walkthrough.yaml',
  manager: portalManager,
  apply: true,
};

const hour = 3600 * 1000;

/** Puts the company's objects into an empty store. */
export class Seed {
  constructor(
    private readonly store: ObjectStore,
    private readonly writer: ObjectWriter,
    /** Sets the clock back, so that objects have ages. */
    private readonly setBack: (milliseconds: number) => void,
    /** Waits until the controllers have done what the objects ask for. */
    private readonly settle: () => Promise<void>,
  ) {}

  async load(options: { walkthrough: boolean }): Promise<void> {
    this.setBack(412 * 24 * hour);
    for (const source of manifests) {
      await this.add(await readManifests(source.file), source);
      this.setBack(300 * 24 * hour);
    }
    const teams = await readFile(join(__dirname, 'teams.yaml'), 'utf8');
    const spaces = z.array(teamNamespaceSchema).parse(parse(teams));
    let age = 290 * 24 * hour;
    for (const space of spaces) {
      this.setBack(age);
      await this.add(manifestsOf(space), written('teams.yaml'));
      age -= 9 * 24 * hour + 7 * hour;
    }
    for (const source of applied) {
      await this.add(await readManifests(source.file), source);
      age -= 5 * 24 * hour;
      this.setBack(age);
    }
    this.setBack(0);
    if (options.walkthrough) {
      await this.add(await readManifests(walkthrough.file), walkthrough);
    }
  }

  private async add(objects: unknown[], source: Source): Promise<void> {
    for (const object of objects) this.write(object, source);
    await this.settle();
  }

  private write(object: unknown, { file, manager, apply }: Source): void {
    const { apiVersion, kind, metadata } = kubernetesObjectSchema
      .loose()
      .parse(object);
    const definition = findKind(apiVersion, kind);
    if (!definition) throw new Error(`${file}: no kind ${apiVersion} ${kind}`);
    const { namespace, name } = metadata;
    const target: Target = { definition, namespace, name };
    if (apply) {
      const type = 'application/apply-patch+yaml';
      this.writer.patch(target, type, object, { manager });
      return;
    }
    const { object: made } = this.writer.create(target, object, { manager });
    // A node's status is the seed's to say: there is no kubelet.
    if (kind === 'Node') {
      const { status } = kubernetesObjectSchema.parse(object);
      this.store.put('nodes', { ...made, status });
    }
  }
}

async function readManifests(file: string): Promise<unknown[]> {
  const text = await readFile(join(__dirname, file), 'utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}
