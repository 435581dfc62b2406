import { Pod } from '../kinds/pod';
import { Service } from '../kinds/service';
import { Job, Replicated } from '../kinds/workloads';
import { matchesSelector } from '../storage/selectors';
import { Fault, invalidValue, requiredValue, unsupportedValue } from './faults';
import { validateLabels } from './metadata';
import { checkDnsLabel, checkPortName, checkPortNumber } from './names';

const protocols = ['TCP', 'UDP', 'SCTP'];

/** What the simulation relies on in a pod; not all that Kubernetes checks. */
export function validatePodSpec(
  spec: Pod['spec'],
  field: string,
  restartPolicies = ['Always', 'OnFailure', 'Never'],
): Fault[] {
  const faults: Fault[] = [];
  if (spec.containers.length === 0) {
    faults.push(requiredValue(`${field}.containers`));
  }
  const names = new Set<string>();
  spec.containers.forEach((container, index) => {
    const at = `${field}.containers[${index}]`;
    if (!container.name) faults.push(requiredValue(`${at}.name`));
    else {
      faults.push(
        ...checkDnsLabel(container.name).map(why =>
          invalidValue(`${at}.name`, container.name, why),
        ),
      );
    }
    if (names.has(container.name)) {
      faults.push({
        field: `${at}.name`,
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: "${container.name}"`,
      });
    }
    names.add(container.name);
    if (!container.image) faults.push(requiredValue(`${at}.image`));
    container.ports?.forEach((port, place) => {
      const portAt = `${at}.ports[${place}]`;
      faults.push(
        ...checkPortNumber(port.containerPort).map(why =>
          invalidValue(`${portAt}.containerPort`, port.containerPort, why),
        ),
        ...(port.name ? checkPortName(port.name) : []).map(why =>
          invalidValue(`${portAt}.name`, port.name, why),
        ),
      );
      if (!protocols.includes(port.protocol)) {
        faults.push(
          unsupportedValue(`${portAt}.protocol`, port.protocol, protocols),
        );
      }
    });
  });
  if (!restartPolicies.includes(spec.restartPolicy)) {
    faults.push(
      unsupportedValue(
        `${field}.restartPolicy`,
        spec.restartPolicy,
        restartPolicies,
      ),
    );
  }
  return faults;
}

export function validateService(service: Service): Fault[] {
  const { spec } = service;
  const ports = spec.ports ?? [];
  const headless = spec.clusterIP === 'None';
  const faults: Fault[] = [];
  if (ports.length === 0 && !headless && spec.type !== 'ExternalName') {
    faults.push(requiredValue('spec.ports'));
  }
  ports.forEach((port, index) => {
    const at = `spec.ports[${index}]`;
    const { targetPort } = port;
    if (ports.length > 1 && !port.name) {
      faults.push(requiredValue(`${at}.name`));
    }
    faults.push(
      ...checkPortNumber(port.port).map(why =>
        invalidValue(`${at}.port`, port.port, why),
      ),
    );
    const target =
      typeof targetPort === 'string'
        ? checkPortName(targetPort)
        : checkPortNumber(targetPort ?? port.port);
    faults.push(
      ...target.map(why => invalidValue(`${at}.targetPort`, targetPort, why)),
    );
    if (!protocols.includes(port.protocol)) {
      faults.push(unsupportedValue(`${at}.protocol`, port.protocol, protocols));
    }
  });
  return [...faults, ...validateLabels(spec.selector, 'spec.selector')];
}

function validateTemplate(
  object: Job | Replicated,
  restart: string[],
): Fault[] {
  const { template } = object.spec;
  return [
    ...validateLabels(
      template.metadata.labels,
      'spec.template.metadata.labels',
    ),
    ...validatePodSpec(template.spec, 'spec.template.spec', restart),
  ];
}

export function validateReplicated(object: Replicated): Fault[] {
  const { selector, template } = object.spec;
  const labels = template.metadata.labels ?? {};
  const faults = validateTemplate(object, ['Always']);
  if (Object.keys(selector).length === 0) {
    faults.push(requiredValue('spec.selector'));
  } else if (!matchesSelector(selector, labels)) {
    faults.push(
      invalidValue(
        'spec.template.metadata.labels',
        labels,
        '`selector` does not match template `labels`',
      ),
    );
  }
  return faults;
}

export function validateJob(job: Job): Fault[] {
  const numbers = {
    parallelism: job.spec.parallelism,
    completions: job.spec.completions,
    backoffLimit: job.spec.backoffLimit,
    activeDeadlineSeconds: job.spec.activeDeadlineSeconds ?? 0,
    ttlSecondsAfterFinished: job.spec.ttlSecondsAfterFinished ?? 0,
  };
  return [
    ...Object.entries(numbers)
      .filter(([, value]) => value < 0)
      .map(([name, value]) =>
        invalidValue(
          `spec.${name}`,
          value,
          'must be greater than or equal to 0',
        ),
      ),
    ...validateTemplate(job, ['OnFailure', 'Never']),
  ];
}
