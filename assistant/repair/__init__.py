"""Only the sentences at fault are rewritten or cut, each is verified again, and nothing gets worse."""

from assistant.repair.afterwards import corrected, still_standing
from assistant.repair.repair import Repaired, repair

__all__ = ["Repaired", "corrected", "repair", "still_standing"]
