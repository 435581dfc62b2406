import type { ExposureForm } from './form';
import type { FieldName, FieldProblems } from './problems';

/** What every group of inputs is given. */
export interface FieldGroupProps {
  /** Keeps ids apart where a page has two of these fields. */
  idPrefix: string;
  form: ExposureForm;
  /** Only the problems that are to be shown now. */
  problems: FieldProblems;
  onChange: (patch: Partial<ExposureForm>) => void;
  /** The person has left an input: from now on its problem is shown. */
  onLeave: (field: FieldName) => void;
}
