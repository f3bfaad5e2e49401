# frozen_string_literal: true

# A department's own system: signs in with client credentials, lists the cases routed to its unit, signs for one,
# feeds back with a photo, and follows what happens. Made from protos/ alone:
#
#   apt-get install ruby-grpc ruby-grpc-tools
#   examples/ruby/generate protos /tmp/wangge-ruby
#   WANGGE_STUBS=/tmp/wangge-ruby WANGGE_CLIENT_ID=dept-system WANGGE_CLIENT_SECRET=... \
#     ruby examples/ruby/client.rb list
#
# Commands: list | sign CASE | feed-back CASE PHOTO | follow SECONDS [AFTER]
# WANGGE_DIRECTORY and WANGGE_CASES are the gRPC addresses (127.0.0.1:50051); WANGGE_CA names the PEM file of the
# authority that signed the servers' certificates, WANGGE_CERT and WANGGE_KEY one's own where servers ask for it.

$LOAD_PATH.unshift(ENV.fetch('WANGGE_STUBS'))

require 'google/protobuf/well_known_types'
require 'google/rpc/error_details_pb'
require 'securerandom'
require 'wangge/cases/v1/cases_services_pb'
require 'wangge/directory/v1/accounts_services_pb'

C = Wangge::Cases::V1
D = Wangge::Directory::V1
TRIES = 5

# An access token that is renewed a minute before it runs out.
class Token
  def initialize(sessions, id, secret)
    @sessions = sessions
    @request = D::IssueServiceTokenRequest.new(client_id: id, client_secret: secret)
    @expires = Time.at(0)
  end

  def to_s
    if Time.now > @expires - 60
      session = @sessions.issue_service_token(@request)
      @token = session.access_token
      @expires = Time.at(session.access_expires.seconds)
    end
    @token
  end
end

# What a department does with the cases routed to it.
class Department
  def initialize(cases, token)
    @cases = cases
    @token = token
  end

  # Everything that waits for the unit, page by page.
  def waiting
    Enumerator.new do |found|
      page = ''
      loop do
        request = C::ListPendingRequest.new(page_size: 50, page_token: page)
        answer = ask { |metadata| @cases.list_pending(request, metadata: metadata) }
        answer.cases.each { |each| found << each }
        page = answer.next_page_token
        break if page.empty?
      end
    end
  end

  def sign(id, officer)
    case_now = get(id)
    # The etag says which version was looked at: if somebody was quicker, the answer is ABORTED, not a lost update.
    request = C::SignForCaseRequest.new(
      id: id, etag: case_now.etag, officer: officer, request_id: SecureRandom.uuid
    )
    ask { |metadata| @cases.sign_for_case(request, metadata: metadata) }
  end

  def feed_back(id, result, photo)
    upload = C::AddAttachmentRequest.new(
      case_id: id, file_name: File.basename(photo), data: File.binread(photo), moment: 'after',
      request_id: SecureRandom.uuid
    )
    attachment = ask { |metadata| @cases.add_attachment(upload, metadata: metadata) }
    request = C::FeedBackRequest.new(
      id: id, result: result, attachment_ids: [attachment.id], request_id: SecureRandom.uuid
    )
    ask { |metadata| @cases.feed_back(request, metadata: metadata) }
  end

  # Notices of cases in sight as they happen; ``after`` is the id of the last one that was handled.
  def follow(seconds, after)
    ends = Time.now + seconds
    request = C::WatchCasesRequest.new(after: after)
    @cases.watch_cases(request, metadata: metadata, deadline: ends).each { |notice| yield notice }
  rescue GRPC::DeadlineExceeded
    nil
  end

  def get(id)
    ask { |metadata| @cases.get_case(C::GetCaseRequest.new(id: id), metadata: metadata) }
  end

  private

  def metadata
    { 'authorization' => "Bearer #{@token}", 'accept-language' => 'zh' }
  end

  # Reading, and whatever carries a request_id, may be sent again: the platform answers with the first result.
  def ask
    tries = 0
    begin
      yield metadata
    rescue GRPC::Unavailable
      tries += 1
      raise if tries == TRIES
      sleep(0.2 * 2**tries)
      retry
    end
  end
end

# The reason a program can act upon (cases.not_allowed), and the fields that are wrong.
def explain(error)
  status = error.to_rpc_status
  return "#{error.class}: #{error.details}" if status.nil?
  lines = [status.message]
  status.details.each do |any|
    if any.is(Google::Rpc::ErrorInfo)
      info = any.unpack(Google::Rpc::ErrorInfo)
      lines << "reason=#{info.reason} #{info.metadata.to_h}"
    elsif any.is(Google::Rpc::BadRequest)
      any.unpack(Google::Rpc::BadRequest).field_violations.each { |v| lines << "#{v.field}: #{v.description}" }
    end
  end
  lines.join("\n")
end

def credentials
  authority = ENV['WANGGE_CA']
  return :this_channel_is_insecure if authority.nil?
  key, certificate = ENV.values_at('WANGGE_KEY', 'WANGGE_CERT').map { |path| path && File.read(path) }
  GRPC::Core::ChannelCredentials.new(File.read(authority), key, certificate)
end

def department
  address = ->(name) { ENV.fetch(name, '127.0.0.1:50051') }
  sessions = D::SessionService::Stub.new(address['WANGGE_DIRECTORY'], credentials)
  token = Token.new(sessions, ENV.fetch('WANGGE_CLIENT_ID'), ENV.fetch('WANGGE_CLIENT_SECRET'))
  Department.new(C::CaseService::Stub.new(address['WANGGE_CASES'], credentials, timeout: 15), token)
end

def show(found)
  puts [found.id, found.number, found.state, found.title].join("\t")
  $stdout.flush
end

begin
  command, id, extra = ARGV
  case command
  when 'list' then department.waiting.each { |each| puts "#{each.ask}\t#{each.case.id}\t#{each.case.number}" }
  when 'sign' then show(department.sign(id, '系统签收'))
  when 'feed-back' then show(department.feed_back(id, '已处置完毕', extra))
  when 'follow'
    department.follow(Float(id), extra.to_s) do |notice|
      puts [notice.id, notice.action, notice.case.id, notice.case.state].join("\t")
      $stdout.flush
    end
  else
    warn 'usage: client.rb list | sign CASE | feed-back CASE PHOTO | follow SECONDS [AFTER]'
    exit 2
  end
rescue GRPC::BadStatus => e
  warn explain(e)
  exit 1
end
