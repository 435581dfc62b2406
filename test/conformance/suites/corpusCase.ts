import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Answer, ClusterObjects, End, Question } from '../evaluators/evaluator';
import { PortRanges } from '../evaluators/portRanges';

/** What a case expects: of one connection, or of all ports between two ends. */
export type Expectation =
  | { question: Question; expected: Partial<Answer> }
  | { from: End; to: End; ports: PortRanges };

/** A state of a cluster, and the connections that it must allow and deny. */
export interface CorpusState extends ClusterObjects {
  expectations: readonly Expectation[];
}

/** A case of one of the suites. */
export interface CorpusCase {
  name: string;
  states: readonly CorpusState[];
}

const corpus = join(__dirname, '..', 'corpus');

/** The content of every file of a case, in the order of their paths. */
export function caseFiles(): Buffer[] {
  return readdirSync(corpus, { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => readFileSync(join(corpus, file)));
}

/** The cases of a folder of the corpus, parsed. */
export function readCases<Case>(folder: string): Case[] {
  const path = join(corpus, folder);
  return readdirSync(path)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => JSON.parse(readFileSync(join(path, file), 'utf8')));
}
