"""Use cases of process owners: check drawings on disk, publish them as immutable versions. Knows no Flask."""

from service.diagrams.baseline import read_bundle
from service.diagrams.publishing import CannotPublish, PublishBundle, Published, publish_bundle

__all__ = ["CannotPublish", "PublishBundle", "Published", "publish_bundle", "read_bundle"]
