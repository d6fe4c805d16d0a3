-- WildStar (client build 16042), for Wireshark. Written by `packet dissector`; do not edit.
--
-- Put it into the folder of personal Lua plugins. Ports 23115 (auth) and 24000 (world); others by
-- "Decode as". Enciphered containers are opened with the build key, and with the session key once
-- the world hello (0x058F) was seen. Any Lua from 5.1 on will do: numbers of 64 bits are kept as
-- four of 16.

local structs, unions, enums = {}, {}, {}
local from_client, from_server = {}, {}

-- TABLES
local proto = Proto("wildstar", "WildStar")
local f_opcode = ProtoField.uint16("wildstar.opcode", "Opcode", base.HEX)
local f_name = ProtoField.string("wildstar.message", "Message")
local f_field = ProtoField.string("wildstar.field", "Field")
proto.fields = { f_opcode, f_name, f_field }

local POWER = { [0] = 1 }
for i = 1, 62 do POWER[i] = POWER[i - 1] * 2 end

-- ---- bits, least significant first --------------------------------------------------------

local Reader = {}
Reader.__index = Reader

function Reader.new(data) return setmetatable({ data = data, at = 0 }, Reader) end

-- Up to 32 bits as a number.
function Reader:take(bits)
  if self.at + bits > #self.data * 8 then error("the body ends inside a field", 0) end
  local value, got = 0, 0
  while got < bits do
    local byte = self.data:byte(math.floor(self.at / 8) + 1)
    local shift = self.at % 8
    local step = math.min(8 - shift, bits - got)
    value = value + math.floor(byte / POWER[shift]) % POWER[step] * POWER[got]
    got = got + step
    self.at = self.at + step
  end
  return value
end

function Reader:bytes(count)
  if self.at + count * 8 > #self.data * 8 then error("the body ends inside a field", 0) end
  if self.at % 8 == 0 then
    local from = self.at / 8
    self.at = self.at + count * 8
    return self.data:sub(from + 1, from + count)
  end
  local out = {}
  for i = 1, count do out[i] = string.char(self:take(8)) end
  return table.concat(out)
end

-- Numbers wider than 32 bits as text, so that no Lua rounds them.
local function wide(reader, bits)
  if bits <= 32 then return reader:take(bits) end
  local low = reader:take(32)
  return string.format("0x%x%08x", reader:take(bits - 32), low)
end

local function signed(reader, bits)
  if bits > 32 then return wide(reader, bits) end
  local value = reader:take(bits)
  if value >= POWER[bits - 1] then value = value - POWER[bits] end
  return value
end

-- Sign, exponent and mantissa to a number; `top` is the exponent that means infinity or NaN.
local function float(negative, exponent, mantissa, bias, mantissa_bits, top)
  local value
  if exponent == top then
    value = mantissa == 0 and math.huge or 0 / 0
  elseif exponent == 0 then
    value = mantissa * 2.0 ^ (1 - bias - mantissa_bits)
  else
    value = (1 + mantissa / POWER[mantissa_bits]) * 2.0 ^ (exponent - bias)
  end
  return negative == 1 and -value or value
end

local function f32(reader, bits)
  if bits == 16 then
    local mantissa = reader:take(10)
    local exponent = reader:take(5)
    return float(reader:take(1), exponent, mantissa, 15, 10, nil)
  end
  local mantissa = reader:take(23)
  local exponent = reader:take(8)
  return float(reader:take(1), exponent, mantissa, 127, 23, 255)
end

local function f64(reader)
  local low = reader:take(32)
  local high = reader:take(20)
  local exponent = reader:take(11)
  return float(reader:take(1), exponent, high * POWER[32] + low, 1023, 52, 2047)
end

local function utf8(unit)
  if unit < 0x80 then return string.char(unit) end
  if unit < 0x800 then return string.char(0xC0 + math.floor(unit / 64), 0x80 + unit % 64) end
  if unit < 0x10000 then
    return string.char(0xE0 + math.floor(unit / 4096), 0x80 + math.floor(unit / 64) % 64,
      0x80 + unit % 64)
  end
  return string.char(0xF0 + math.floor(unit / 262144), 0x80 + math.floor(unit / 4096) % 64,
    0x80 + math.floor(unit / 64) % 64, 0x80 + unit % 64)
end

local function units(reader, count, bits)
  local out, high = {}, nil
  for _ = 1, count do
    local unit = reader:take(bits)
    if high and unit >= 0xDC00 and unit < 0xE000 then
      out[#out + 1] = utf8(0x10000 + (high - 0xD800) * 1024 + (unit - 0xDC00))
      high = nil
    elseif unit >= 0xD800 and unit < 0xDC00 then
      high = unit
    else
      out[#out + 1] = utf8(unit)
    end
  end
  return '"' .. table.concat(out) .. '"'
end

local function hex(bytes)
  return (bytes:gsub(".", function(c) return string.format("%02x", c:byte()) end))
end

-- ---- layouts ------------------------------------------------------------------------------

local NAME, KIND, BITS, REFERENCE, COUNT, ARGUMENT = 1, 2, 3, 4, 5, 6
local fields

local scalars = {
  uint = function(r, f) return wide(r, f[BITS]) end,
  int = function(r, f) return signed(r, f[BITS]) end,
  bool = function(r) return r:take(1) == 1 and "true" or "false" end,
  f32 = function(r, f) return f32(r, f[BITS]) end,
  f64 = f64,
  vec3 = function(r, f)
    local x = f32(r, f[BITS])
    local y = f32(r, f[BITS])
    return string.format("%g, %g, %g", x, y, f32(r, f[BITS]))
  end,
  text = function(r, f)
    return units(r, r:take(r:take(1) == 1 and 15 or 7), f[BITS])
  end,
  text_fixed = function(r)
    local count = r:take(16)
    local text = units(r, math.max(count - 1, 0), 16)
    if count > 0 then r:take(16) end
    return text
  end,
  bytes = function(r, f) return hex(r:bytes(f[REFERENCE])) end,
  bytes_prefixed = function(r, f) return hex(r:bytes(r:take(f[BITS]) - f[REFERENCE])) end,
  count_of = function(r, f) return r:take(f[BITS]) end,
  enum = function(r, f)
    local value = r:take(f[BITS])
    return string.format("%s (%d)", enums[f[REFERENCE]][value] or "no name", value)
  end,
  zeros = function(r, f) return r:take(f[BITS]) end,
}

-- Adds a line for the bits from `from` on; nothing can be highlighted in deciphered bytes.
local function line(tree, range, reader, from, text)
  if not tree then return nil end
  local first = math.floor(from / 8)
  local last = math.floor((reader.at + 7) / 8)
  if range and last > first and last <= range:len() then
    return tree:add(f_field, range(first, last - first), text):set_text(text)
  end
  return tree:add(f_field, text):set_text(text)
end

local function one(f, label, reader, tree, range, scope)
  local from = reader.at
  if f[KIND] == "struct" then
    local inner = line(tree, range, reader, from, label)
    fields(structs[f[REFERENCE]], reader, inner, range)
    return nil
  elseif f[KIND] == "union" then
    local selector = scope[f[REFERENCE][2]]
    local case = unions[f[REFERENCE][1]][selector]
    if not case then error("selector " .. tostring(selector) .. " has no case", 0) end
    local inner = line(tree, range, reader, from, label .. ": " .. case[1])
    fields(case[2], reader, inner, range)
    return nil
  end
  local value = scalars[f[KIND]](reader, f)
  line(tree, range, reader, from, label .. ": " .. tostring(value))
  return value
end

fields = function(list, reader, tree, range)
  local scope, counts = {}, {}
  for _, f in ipairs(list) do
    local name, count = f[NAME], nil
    if f[COUNT] == "prefix" then
      count = reader:take(f[ARGUMENT])
    elseif f[COUNT] == "fixed" then
      count = f[ARGUMENT]
    elseif f[COUNT] == "same" then
      count = counts[f[ARGUMENT]]
    elseif f[COUNT] == "earlier" then
      count = counts["of " .. name]
    end
    if count then
      counts[name] = count
      if count > #reader.data * 8 - reader.at then error(count .. " elements cannot fit", 0) end
      local inner = line(tree, range, reader, reader.at, name .. ": " .. count .. " elements")
      for i = 0, count - 1 do one(f, "[" .. i .. "]", reader, inner, range, scope) end
    else
      scope[name] = one(f, name, reader, tree, range, scope)
      if f[KIND] == "count_of" then counts["of " .. f[REFERENCE]] = scope[name] end
    end
  end
end

-- ---- cipher -------------------------------------------------------------------------------

local MULTIPLIER = { 0x8EA9, 0xAA7F }
local INITIAL = { 0xEB91, 0x4F2D, 0xA907, 0x718D }
local BUILD_KEY = { 0xC685, 0x4A8D, 0xF5B3, 0xD283 }

-- (a + b) times the multiplier, of 64 bits, lowest sixteen first.
local function mix(a, b)
  local x, carry = {}, 0
  for i = 1, 4 do
    local sum = a[i] + (b[i] or 0) + carry
    x[i] = sum % 65536
    carry = math.floor(sum / 65536)
  end
  local out = {}
  carry = 0
  for i = 1, 4 do
    local sum = x[i] * MULTIPLIER[1] + (x[i - 1] or 0) * MULTIPLIER[2] + carry
    out[i] = sum % 65536
    carry = math.floor(sum / 65536)
  end
  return out
end

local function octets(x)
  local out = {}
  for i = 1, 4 do
    out[2 * i - 1] = x[i] % 256
    out[2 * i] = math.floor(x[i] / 256)
  end
  return out
end

-- Exclusive or of two numbers below 16, at 16 * a + b.
local XOR = {}
for a = 0, 15 do
  for b = 0, 15 do
    local sum = 0
    for i = 0, 3 do
      sum = sum + (math.floor(a / POWER[i]) + math.floor(b / POWER[i])) % 2 * POWER[i]
    end
    XOR[16 * a + b] = sum
  end
end

local function xor(a, b)
  return XOR[a % 16 * 16 + b % 16] + 16 * XOR[math.floor(a / 16) * 16 + math.floor(b / 16)]
end

local cipher = { build = BUILD_KEY }

function cipher.session_key(bytes)
  local v = INITIAL
  for i = 1, 16 do v = mix(v, { bytes:byte(i) }) end
  return mix(v, BUILD_KEY)
end

function cipher.decrypt(data, key)
  local row, register, step = {}, INITIAL, INITIAL
  for i = 0, 15 do
    step = mix(step, key)
    register = mix(register, step)
    row[i] = octets(step)
  end
  local feedback, index, out = octets(register), #data * 10 % 16, {}
  for at = 1, #data, 8 do
    local block = { data:byte(at, at + 7) }
    for i, byte in ipairs(block) do
      out[#out + 1] = string.char(xor(xor(byte, feedback[i]), row[index][i]))
    end
    feedback, index = block, (index + 1) % 16
  end
  return table.concat(out)
end

-- Per conversation: the packet and offset of the world hello, and the key that follows from it.
local sessions = {}

local function key_for(conversation, number, offset)
  local session = sessions[conversation]
  if session and (number > session.number or number == session.number and offset > session.offset)
  then
    return session.key
  end
  return cipher.build
end

-- ---- messages -----------------------------------------------------------------------------

local ENCIPHERED = { [0x0076] = true, [0x03DC] = true, [0x0244] = true }
local PLAIN = { [0x025C] = 0, [0x038C] = 5 }
local DEPTH_MAX = 3

local message

-- `data` is opcode and body; `range` covers it in the capture, or is nil once deciphered.
message = function(data, range, context, tree, depth)
  local opcode = Reader.new(data):take(16)
  local names = context.client and from_client or from_server
  local body = data:sub(3)
  local name = names[opcode] or "unknown"
  local label = string.format("0x%04x %s", opcode, name)
  local inner = tree and tree:add(f_name, name):set_text(label)
  if inner then inner:add(f_opcode, opcode) end
  if depth <= DEPTH_MAX and (ENCIPHERED[opcode] or PLAIN[opcode]) then
    local reader = Reader.new(body)
    reader:take(PLAIN[opcode] or 0)
    local content = reader:bytes(reader:take(32) - 4)
    if ENCIPHERED[opcode] then
      content = cipher.decrypt(content, key_for(context.conversation, context.number,
        context.offset))
    end
    return message(content, nil, context, inner, depth + 1)
  end
  if opcode == 0x058F and #body >= 20 then
    sessions[context.conversation] = {
      number = context.number,
      offset = context.offset,
      key = cipher.session_key(body:sub(5, 20)),
    }
  end
  if names[opcode] then
    local body_range = range and range:len() > 2 and range(2) or nil
    local ok, complaint = pcall(fields, structs[name], Reader.new(body), inner, body_range)
    if not ok then
      label = label .. " [malformed]"
      if inner then inner:add(f_field, tostring(complaint)) end
    end
  end
  return label
end

local PORTS = { [23115] = true, [24000] = true }

local function conversation_of(pinfo, client)
  local ends = { tostring(pinfo.src) .. ":" .. pinfo.src_port,
    tostring(pinfo.dst) .. ":" .. pinfo.dst_port }
  return client and ends[1] .. ">" .. ends[2] or ends[2] .. ">" .. ends[1]
end

local function frame(tvb, pinfo, tree)
  local client = PORTS[pinfo.dst_port] or not PORTS[pinfo.src_port] and pinfo.dst_port < 32768
  local context = {
    client = client,
    conversation = conversation_of(pinfo, client),
    number = pinfo.number,
    offset = tvb:offset(),
  }
  local inner = tree:add(proto, tvb())
  local label = message(tvb:raw(4), tvb(4), context, inner, 1)
  inner:append_text(", " .. label)
  pinfo.cols.protocol = "WildStar"
  pinfo.cols.info:append(" " .. label)
  return tvb:len()
end

function proto.dissector(tvb, pinfo, tree)
  pinfo.cols.info = ""
  dissect_tcp_pdus(tvb, tree, 6, function(head) return head(0, 4):le_uint() end, frame)
  return tvb:len()
end

for port in pairs(PORTS) do DissectorTable.get("tcp.port"):add(port, proto) end
