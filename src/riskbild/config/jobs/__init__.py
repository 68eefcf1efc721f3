"""Work done beside the web: jobs from the queue, jobs left by a worker that died, and what is done at night."""
