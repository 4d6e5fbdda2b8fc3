import { markSection } from './dom.js';

markSection('');
