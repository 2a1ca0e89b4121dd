"""The stories of the sample, by place code, in the order they are published."""

from data.sample import huludao
from data.sample.story import Story

STORIES: dict[str, Story] = {story.place: story for story in (huludao.STORY,)}
