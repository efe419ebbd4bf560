"""The fair draw: a panel by lottery that meets every target, everyone's chance as equal as can be.

It knows nothing of Django or of this portal, and can be read, tested and used alone. What others
call, from bottom to top (docs/selection.md explains the method):

- `pool`: `Person`, `Pool`, `Target`, and `seats_left` for people who sit already
- `reading`, `files`: CSV as other tools write it; features and people from it
- `marginals`: everyone's chances while targets are being edited
- `distribution`: weighted panels, exactly leximin, with their certificate
- `lottery`: numbered panels to publish, and the working that leads to one of them
- `replacement`: who comes when somebody goes
- `figures`, `tables`, `report`, `explained`: what there is to say about it all
- `errors`: why there can be no draw
- `command`: all of it as `python -m taskforce.selection`
"""

# Raised whenever the same files and seed would give other bytes.
VERSION = "2"
