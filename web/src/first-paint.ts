// SPDX-License-Identifier: Apache-2.0
import { applyLang, applyTheme, firstLang, firstTheme } from './bar/theme';

applyTheme(firstTheme());
applyLang(firstLang());
