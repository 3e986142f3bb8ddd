import type { CommentPort, PostedComment } from '../publish/comment.ts';
import { statusOf, type GitHub } from './github.ts';

type Raw = {
  id: number;
  body?: string | undefined;
  html_url: string;
  user: { login: string; type: string } | null;
};

const posted = ({ id, body, html_url, user }: Raw): PostedComment => ({
  id,
  body: body ?? '',
  author: { login: user?.login ?? '', isBot: user?.type === 'Bot' },
  url: html_url,
});

const perPage = 100;

/** The comments of a pull request through GitHub's API. */
export const githubComments = ({ rest, repository }: GitHub): CommentPort => ({
  async list(pullRequest) {
    const comments: PostedComment[] = [];
    for (let page = 1; ; page += 1) {
      const { data } = await rest.issues.listComments({
        ...repository,
        issue_number: pullRequest,
        per_page: perPage,
        page,
      });
      comments.push(...data.map((raw) => posted(raw as Raw)));
      if (data.length < perPage) return comments;
    }
  },
  async create(pullRequest, body) {
    const { data } = await rest.issues.createComment({
      ...repository,
      issue_number: pullRequest,
      body,
    });
    return posted(data);
  },
  async update(id, body) {
    const { data } = await rest.issues.updateComment({ ...repository, comment_id: id, body });
    return posted(data);
  },
  async remove(id) {
    try {
      await rest.issues.deleteComment({ ...repository, comment_id: id });
    } catch (error) {
      // Another run that raced has deleted it.
      if (statusOf(error) !== 404) throw error;
    }
  },
  async openHead(pullRequest) {
    const { data } = await rest.pulls.get({ ...repository, pull_number: pullRequest });
    return data.state === 'open' ? data.head.sha : undefined;
  },
});
