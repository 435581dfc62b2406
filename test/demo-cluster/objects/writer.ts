import { isDeepStrictEqual } from 'node:util';
import {
  alreadyExists,
  badRequest,
  notFound,
  unsupportedMediaType,
} from '../api/status';
import { isMap } from '../apply/field-schema';
import { jsonPatch, mergePatch, strategicMergePatch } from '../apply/patch';
import { applyConfiguration, trackUpdate } from '../apply/server-side-apply';
import { KubernetesObject } from '../kinds/metadata';
import { apiVersionOf, ResourceDefinition } from '../storage/registry';
import { ObjectStore } from '../storage/store';
import { validateObject } from '../validation/validate';
import { AddressPool, randomSuffix } from './addresses';
import { admitCreation } from './admission';
import { decode, FieldValidation, withoutNulls } from './decode';
import { withDefaults } from './defaults';
import {
  checkUid,
  checkVersion,
  freshObject,
  keepServerFields,
} from './server-fields';

/** Where an object is to be written. */
export interface Target {
  definition: ResourceDefinition;
  namespace?: string;
  name: string;
}

export interface WriteOptions {
  /** Name of the field manager. */
  manager: string;
  dryRun?: boolean;
  force?: boolean;
  fieldValidation?: FieldValidation;
  subresource?: 'status';
}

export interface Written {
  object: KubernetesObject;
  created: boolean;
  warnings: string[];
}

const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
];

/** Creates and changes objects as the API server does on the way to etcd. */
export class ObjectWriter {
  constructor(
    private readonly store: ObjectStore,
    private readonly addresses: AddressPool,
    private readonly now: () => Date,
  ) {}

  create(target: Target, body: unknown, options: WriteOptions): Written {
    const { definition } = target;
    const { object, warnings } = decode(
      definition,
      body,
      options.fieldValidation,
    );
    const { generateName } = object.metadata;
    const name =
      object.metadata.name ||
      target.name ||
      (generateName ? `${generateName}${randomSuffix()}` : '');
    const named = { ...object, metadata: { ...object.metadata, name } };
    const fresh = this.fresh(target, named);
    if (this.store.get(definition.resource, target.namespace, name)) {
      throw alreadyExists(definition, name);
    }
    const tracked = trackUpdate(undefined, fresh, this.writerOf(options));
    return this.finishCreate(target, tracked, options, warnings);
  }

  /** Replaces an object; a `resourceVersion` sent along must be the last. */
  update(target: Target, body: unknown, options: WriteOptions): Written {
    const live = this.live(target);
    const { object, warnings } = decode(
      target.definition,
      body,
      options.fieldValidation,
    );
    if (object.metadata.name !== target.name) {
      throw badRequest(
        `the name of the object (${object.metadata.name}) does not match the name on the URL (${target.name})`,
      );
    }
    return this.change(target, live, object, options, warnings);
  }

  /** Merge patch, JSON patch or strategic merge patch, by content type. */
  patch(
    target: Target,
    type: string,
    body: unknown,
    options: WriteOptions,
  ): Written {
    if (type === 'application/apply-patch+yaml') {
      return this.apply(target, body, options);
    }
    const live = this.live(target);
    const patched = {
      'application/json-patch+json': () => jsonPatch(live, body),
      'application/merge-patch+json': () => mergePatch(live, body),
      'application/strategic-merge-patch+json': () =>
        strategicMergePatch(target.definition.kind, live, body),
    }[type];
    if (!patched) throw unsupportedMediaType(patchTypes);
    const { object, warnings } = decode(
      target.definition,
      patched(),
      options.fieldValidation,
    );
    return this.change(target, live, object, options, warnings);
  }

  private apply(target: Target, body: unknown, options: WriteOptions): Written {
    const { definition, namespace, name } = target;
    const { warnings } = decode(definition, body, options.fieldValidation);
    const applied = withoutNulls(body);
    const sent =
      isMap(applied) && isMap(applied.metadata) ? applied.metadata : {};
    if (sent.managedFields !== undefined) {
      throw badRequest('metadata.managedFields must be nil');
    }
    if ((sent.name ?? name) !== name) {
      throw badRequest(
        `name in URL does not match name in object: ${sent.name}`,
      );
    }
    const live = this.store.get(definition.resource, namespace, name);
    const { resourceVersion, uid, creationTimestamp, generation, ...metadata } =
      sent;
    if (live && resourceVersion !== undefined) {
      checkVersion(target, live, String(resourceVersion));
    }
    const merged = applyConfiguration(
      live,
      {
        ...(isMap(applied) ? applied : {}),
        apiVersion: apiVersionOf(definition),
        kind: definition.kind,
        metadata: { ...metadata, name, ...(namespace ? { namespace } : {}) },
      },
      { ...this.writerOf(options), force: options.force ?? false },
    );
    const object = definition.schema.parse(merged);
    if (live) return this.finishUpdate(target, live, object, options, warnings);
    const fresh = this.fresh(target, object);
    return this.finishCreate(target, fresh, options, warnings);
  }

  private live(target: Target): KubernetesObject {
    const { definition, namespace, name } = target;
    const live = this.store.get(definition.resource, namespace, name);
    if (!live) throw notFound(definition, name);
    return live;
  }

  private writerOf(options: WriteOptions) {
    const { manager, subresource } = options;
    return { manager, subresource, time: this.timestamp() };
  }

  private timestamp(): string {
    return this.now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  private fresh(target: Target, object: KubernetesObject): KubernetesObject {
    const fresh = freshObject(target, object, this.timestamp());
    return withDefaults(target.definition.resource, fresh, this.addresses);
  }

  private finishCreate(
    target: Target,
    object: KubernetesObject,
    options: WriteOptions,
    warnings: string[],
  ): Written {
    const { definition } = target;
    validateObject(definition, object);
    admitCreation(this.store, definition, object);
    const stored = options.dryRun
      ? object
      : this.store.put(definition.resource, object);
    return { object: stored, created: true, warnings };
  }

  private change(
    target: Target,
    live: KubernetesObject,
    next: KubernetesObject,
    options: WriteOptions,
    warnings: string[],
  ): Written {
    const { uid, resourceVersion } = next.metadata;
    checkUid(target, live, uid);
    checkVersion(target, live, resourceVersion);
    const merged = keepServerFields(
      target.definition,
      live,
      next,
      options.subresource,
    );
    const tracked = trackUpdate(live, merged, this.writerOf(options));
    return this.finishUpdate(target, live, tracked, options, warnings);
  }

  private finishUpdate(
    target: Target,
    live: KubernetesObject,
    next: KubernetesObject,
    options: WriteOptions,
    warnings: string[],
  ): Written {
    const { definition, namespace, name } = target;
    const { resource } = definition;
    const filled = withDefaults(resource, next, this.addresses);
    const changed = !isDeepStrictEqual(filled.spec, live.spec);
    const generation = (live.metadata.generation ?? 0) + (changed ? 1 : 0);
    const object: KubernetesObject = {
      ...filled,
      metadata: {
        ...filled.metadata,
        resourceVersion: live.metadata.resourceVersion,
        ...(generation > 0 ? { generation } : {}),
      },
    };
    validateObject(definition, object, live);
    const same = isDeepStrictEqual(object, live);
    if (same || options.dryRun) return { object, created: false, warnings };
    const { deletionTimestamp, finalizers } = object.metadata;
    const stored = this.store.put(resource, object);
    if (deletionTimestamp && !finalizers?.length) {
      this.store.remove(resource, namespace, name);
    }
    return { object: stored, created: false, warnings };
  }
}
