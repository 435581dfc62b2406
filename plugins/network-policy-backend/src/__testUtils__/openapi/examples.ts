import { describedOperations } from './operations';

/** What the OpenAPI file gives as an example of a body. */
export interface Example {
  of: string;
  schema: object;
  value: unknown;
}

interface Media {
  schema: object;
  example?: unknown;
}

const json = 'application/json';

/** The example of each body that is sent and of each answer, without errors. */
export const examples: readonly Example[] = describedOperations.flatMap(
  ({ described: { operationId, requestBody, responses } }) => {
    const answers = Object.entries(responses)
      .filter(([status]) => status !== 'default')
      .map(([status, { content }]) => ({
        of: `${operationId} ${status}`,
        media: content?.[json] as Media | undefined,
      }));
    const sent = requestBody?.content[json] as Media | undefined;
    return [{ of: `${operationId} request`, media: sent }, ...answers].flatMap(
      ({ of, media }) =>
        media ? [{ of, schema: media.schema, value: media.example }] : [],
    );
  },
);
