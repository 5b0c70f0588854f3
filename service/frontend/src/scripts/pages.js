// What scripts add to the pages. Every page works without this file.

import {
  Button, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, SkipLink, createAll
} from 'govuk-frontend'

import { addCopyButton, addPrintButton } from './count_buttons.js'
import { followAnswers } from './follow_answers.js'
import { keepDrafts } from './kept_draft.js'
import { keepFresh } from './live_page.js'
import { watchSession } from './session_end.js'
import { listenForKeys } from './single_keys.js'
import { countWords } from './word_count.js'

createAll(Button, { preventDoubleClick: true })
createAll(Checkboxes)
createAll(ErrorSummary)
createAll(ExitThisPage)
createAll(NotificationBanner)
createAll(PasswordInput)
createAll(SkipLink)

followAnswers(document)
countWords(document)
listenForKeys(document)
addCopyButton(document)
addPrintButton(document)
keepFresh(document, (fresh) => createAll(Button, { preventDoubleClick: true }, fresh))
watchSession(document, keepDrafts(document))
