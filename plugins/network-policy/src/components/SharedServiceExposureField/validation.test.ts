import { TestApiRegistry } from '@backstage/test-utils';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { mockApis } from '@backstage/frontend-test-utils';
import { ExposureForm, formFromValue, valueFromForm } from './form';
import { validateSharedServiceExposure } from './validation';

const apiHolder = TestApiRegistry.from([
  translationApiRef,
  mockApis.translation(),
]);

function errorsOf(patch: Partial<ExposureForm>): string[] {
  const errors: string[] = [];
  const form: ExposureForm = {
    ...formFromValue(
      { entityRef: 'component:default/web' },
      { reviewBy: '2027-02-12' },
    ),
    cluster: 'simulated',
    namespace: 'default',
    podSelector: ['app=web'],
    reason: 'shared login page',
    filledFor: 'component:default/web',
    ...patch,
  };
  validateSharedServiceExposure(
    valueFromForm(form),
    { addError: message => errors.push(message) },
    { apiHolder },
  );
  return errors;
}

describe('validateSharedServiceExposure', () => {
  it('lets a finished value pass', () => {
    expect(errorsOf({})).toEqual([]);
  });

  it.each<[Partial<ExposureForm>, string]>([
    [{ entityRef: '', chosenName: 'mine' }, 'Choose a service.'],
    [{ reason: '  ' }, 'Why: Say why this service is shared.'],
    [
      { podSelector: ['app'] },
      'Pod labels of the service: Write each label as key=value: “app” has no “=”.',
    ],
    [
      { podSelector: ['app=web', 'app=shop'] },
      'Pod labels of the service: The key “app” is there twice.',
    ],
    [
      { ports: ['ICMP 8'] },
      'Ports: “ICMP 8” is no port. Write TCP 8080, or a port’s name.',
    ],
  ])('refuses %j', (patch, message) => {
    expect(errorsOf(patch)).toEqual([message]);
  });

  it.each<[Partial<ExposureForm>, RegExp]>([
    [{ chosenName: 'Web_1' }, /^Name of the policy: a lowercase RFC 1123/],
    [{ namespace: 'a.b' }, /^Namespace: must not contain dots/],
    [{ cluster: ' ' }, /^Cluster: /],
    [{ podSelector: [] }, /^Pod labels of the service: at least one label/],
    [{ podSelector: ['app=we b'] }, /^Pod labels of the service: value of/],
    [{ width: 'labelled-namespaces' }, /^Labels of the namespaces: at least/],
    [{ width: 'certain-pods' }, /^Labels of the pods: at least one label/],
    [{ ports: ['TCP 70000'] }, /^Ports: /],
  ])('refuses %j in the words of Kubernetes', (patch, message) => {
    expect(errorsOf(patch)).toEqual([expect.stringMatching(message)]);
  });

  it('waits until it is known where the service runs', () => {
    expect(errorsOf({ filledFor: undefined })).toEqual([
      'Still reading where the service runs. Go on when the fields below are filled in.',
    ]);
  });

  it('refuses a value that nobody has touched', () => {
    const errors: string[] = [];
    validateSharedServiceExposure(
      {},
      { addError: message => errors.push(message) },
      { apiHolder },
    );
    expect(errors).toEqual(['Choose a service.']);
  });
});
