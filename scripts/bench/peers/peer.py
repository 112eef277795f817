"""What a peer is: another tool that does a piece of our work on the same rows."""

from dataclasses import dataclass

from scripts.bench.job import Piece, Run

# Parts of a peer: what is timed, and what goes before it and is not.
WORK, LOAD = "work", "load"


@dataclass(frozen=True)
class Peer:
    """A peer.

    Attributes:
        name: Its name, also that of its piece.
        task: What both do, in a few words.
        needs: The module it needs.
        run: What does it; parts of the kind `work` are compared.
        models: The models that do the same here; none: all of the stage.
        stage: The stage whose models do the same here, where it is a whole one.
    """

    name: str
    task: str
    needs: str
    run: Run
    models: tuple[str, ...] = ()
    stage: str | None = None

    @property
    def piece(self) -> Piece:
        """The piece that measures it; it reads the DuckDB file of the build."""
        return Piece(self.name, self.run, needs=self.needs)
