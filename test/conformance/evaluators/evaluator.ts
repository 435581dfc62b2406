import { NaiveEnd } from '../naive/ends';
import { NaiveQuestion } from '../naive/naiveVerdict';
import { RawObject } from '../naive/objects';
import { PortRanges } from './portRanges';

/** One end of a connection of the corpus. */
export type End = NaiveEnd;
/** A connection of the corpus. */
export type Question = NaiveQuestion;

/** What an evaluator says of a connection. */
export interface Answer {
  allowed: boolean;
  egress: boolean;
  ingress: boolean;
}

/** The objects of a cluster as a case gives them, and with what the case says of its pods written out. */
export interface ClusterObjects {
  manifests: readonly object[];
  written: readonly RawObject[];
}

/** Something that answers questions about a cluster. */
export interface Evaluator {
  name: string;
  read(cluster: ClusterObjects): {
    ask(question: Question): Answer;
    allowedPorts(from: End, to: End): PortRanges;
  };
}
