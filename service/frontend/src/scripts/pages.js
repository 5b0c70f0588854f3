// What scripts add to the pages. Every page works without this file.

import {
  Button, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, SkipLink, createAll
} from 'govuk-frontend'

import { followAnswers } from './follow_answers.js'
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
