import { draftToShow } from './draft';
import { ExposureForm, formFromValue, policyName, valueFromForm } from './form';

const defaults = { reviewBy: '2027-02-12' };

const chosen = formFromValue({ entityRef: 'component:default/web' }, defaults);

const filled: ExposureForm = {
  ...chosen,
  filledFor: chosen.entityRef,
  cluster: 'simulated',
  namespace: 'default',
  podSelector: ['app=web'],
  reason: 'shared login page',
};

describe('valueFromForm', () => {
  it('is the value that actions take', () => {
    expect(valueFromForm(filled)).toEqual({
      entityRef: 'component:default/web',
      exposure: {
        cluster: 'simulated',
        namespace: 'default',
        name: 'web-allow-all-namespaces',
        podSelector: { app: 'web' },
        from: { width: 'all-namespaces' },
        ports: [],
        reason: 'shared login page',
        reviewBy: '2027-02-12',
      },
    });
  });

  it('is the service only until it is known where that runs', () => {
    expect(valueFromForm(chosen)).toEqual({ entityRef: chosen.entityRef });
    expect(
      valueFromForm({ ...filled, filledFor: 'component:default/shop' }),
    ).toEqual({ entityRef: filled.entityRef });
  });

  it('has only the labels that the width asks for', () => {
    const labelled = {
      ...filled,
      namespaceLabels: ['purpose=production'],
      podLabels: ['role=frontend'],
    };
    const from = (width: ExposureForm['width']) =>
      valueFromForm({ ...labelled, width }).exposure?.from;
    expect(from('all-namespaces')).toEqual({ width: 'all-namespaces' });
    expect(from('labelled-namespaces')).toEqual({
      width: 'labelled-namespaces',
      namespaceLabels: { purpose: 'production' },
    });
    expect(from('certain-pods')).toEqual({
      width: 'certain-pods',
      podLabels: { role: 'frontend' },
    });
    expect(from('certain-pods-in-labelled-namespaces')).toEqual({
      width: 'certain-pods-in-labelled-namespaces',
      namespaceLabels: { purpose: 'production' },
      podLabels: { role: 'frontend' },
    });
  });

  it('is undone by formFromValue, finished or not', () => {
    for (const form of [
      filled,
      {
        ...filled,
        chosenName: 'mine',
        podSelector: ['app'],
        ports: ['TCP 80', 'ICMP 8'],
        ticket: 'OPS-1',
        replaces: { uid: 'uid-1', resourceVersion: '110' },
      },
    ]) {
      expect(formFromValue(valueFromForm(form), defaults)).toEqual(form);
    }
  });
});

describe('policyName', () => {
  it('follows from service and width until somebody types one', () => {
    expect(policyName({ ...filled, width: 'certain-pods' })).toBe(
      'web-allow-certain-pods',
    );
    expect(policyName({ ...filled, chosenName: '' })).toBe('');
  });

  it('turns names of entities into names of Kubernetes', () => {
    expect(
      policyName({ ...filled, entityRef: 'component:default/Web_Shop' }),
    ).toBe('web-shop-allow-all-namespaces');
  });

  it('is empty without a service', () => {
    expect(policyName({ ...filled, entityRef: '' })).toBe('');
  });
});

describe('draftToShow', () => {
  it('needs no reason, and writes none into the manifest', () => {
    const draft = draftToShow(valueFromForm({ ...filled, reason: ' ' }));
    expect(draft?.forManifest.reason).toBe('');
    expect(draft?.forPreview.reason).not.toBe('');
  });

  it('is undefined while something is wrong', () => {
    expect(
      draftToShow(valueFromForm({ ...filled, namespace: 'No_Name' })),
    ).toBeUndefined();
  });
});
