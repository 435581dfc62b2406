import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole forms are typed into and whole cards are drawn: on a busy machine that takes longer than the defaults allow.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
