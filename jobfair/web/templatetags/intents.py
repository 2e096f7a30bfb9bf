"""An intent in a page's words: to the jobseeker as 您, to everybody else as 求职者."""

from django import template

from jobfair.intents import words

register = template.Library()
register.filter("state_to", words.state_word)
register.filter("told_to", words.told)
register.filter("voice_to", words.voice_word)
register.filter("speaker_to", words.speaker)
