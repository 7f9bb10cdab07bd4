"""The check of the law: installed plugins or a folder of rules in the making are read, tried on their examples, and
searched for what can never happen, what is missing and what is idle.
"""
