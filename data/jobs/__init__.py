"""Every statement on the jobs table.

Changes compare and set: they return the changed Job, or None when the job was no longer where the change starts from.
"""
