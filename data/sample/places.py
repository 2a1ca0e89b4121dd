"""The stories of the sample, by place code, in the order they are published."""

from data.sample import baoshan, huludao, kaiyuan, liaoyang, zibo
from data.sample.story import Story

STORIES: dict[str, Story] = {
    story.place: story for story in (liaoyang.STORY, huludao.STORY, zibo.STORY, baoshan.STORY, kaiyuan.STORY)
}
